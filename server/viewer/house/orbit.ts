import type { PerspectiveCamera } from 'three/webgpu';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';

/** Lets a camera be turned about a house by pointer, wheel and touch, never from below its floor. */
export function createOrbit(camera: PerspectiveCamera, canvas: HTMLElement): OrbitControls {
  const controls = new OrbitControls(camera, canvas);
  controls.enableDamping = true;
  controls.dampingFactor = 0.12;
  controls.maxPolarAngle = 1.35;
  controls.minDistance = 2;
  return controls;
}
