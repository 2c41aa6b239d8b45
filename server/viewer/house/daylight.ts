import { Color, DirectionalLight, HemisphereLight, Vector3 } from 'three/webgpu';
import type { TimeOfDay } from '../../../env/house.ts';

interface Hour {
  readonly sun: number;
  readonly sunIntensity: number;
  readonly sky: number;
  readonly ground: number;
  readonly skyIntensity: number;
}

const HOURS: Readonly<Record<TimeOfDay, Hour>> = {
  Day: { sun: 0xfff1dc, sunIntensity: 1.6, sky: 0xf6f8ff, ground: 0xcfc2b0, skyIntensity: 2.7 },
  Evening: { sun: 0xffbe8a, sunIntensity: 1.5, sky: 0xffe8d8, ground: 0xc6a68c, skyIntensity: 2.2 },
  Night: { sun: 0xffe0b8, sunIntensity: 0.5, sky: 0xb8c4ea, ground: 0xc2a078, skyIntensity: 1.5 },
};

const SUN_DIRECTION = new Vector3(-0.35, 1, 0.28);
const SHADOW_TEXELS = 2048;

/** Sun and sky over the open house. */
export class Daylight {
  readonly sun = new DirectionalLight();
  readonly sky = new HemisphereLight();

  constructor() {
    this.sun.castShadow = true;
    this.sun.shadow.mapSize.set(SHADOW_TEXELS, SHADOW_TEXELS);
    this.sun.shadow.bias = -0.0004;
    this.sun.shadow.normalBias = 0.02;
    this.sun.shadow.radius = 5;
    this.sun.shadow.autoUpdate = false;
    this.setTime('Day');
  }

  setTime(time: TimeOfDay): void {
    const { sun, sunIntensity, sky, ground, skyIntensity } = HOURS[time];
    this.sun.color = new Color(sun);
    this.sun.intensity = sunIntensity;
    this.sky.color = new Color(sky);
    this.sky.groundColor = new Color(ground);
    this.sky.intensity = skyIntensity;
  }

  /** Lets the shadow reach over a house: min x, min z, max x, max z, metres. */
  cover([x0, z0, x1, z1]: readonly [number, number, number, number]): void {
    const reach = Math.hypot(x1 - x0, z1 - z0) / 2 + 1;
    this.sun.target.position.set((x0 + x1) / 2, 0, (z0 + z1) / 2);
    this.sun.position.copy(this.sun.target.position).addScaledVector(SUN_DIRECTION, reach * 2);
    const { camera } = this.sun.shadow;
    camera.left = camera.bottom = -reach;
    camera.right = camera.top = reach;
    camera.near = 0.1;
    camera.far = reach * 4;
    camera.updateProjectionMatrix();
  }
}
