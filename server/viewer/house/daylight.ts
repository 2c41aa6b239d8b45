import { Color, DirectionalLight, HemisphereLight } from 'three/webgpu';
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

/** Sun and sky over the open house. */
export class Daylight {
  readonly sun = new DirectionalLight();
  readonly sky = new HemisphereLight();

  constructor() {
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
}
