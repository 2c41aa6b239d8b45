/** Seconds of one substep of physics. */
export const SUBSTEP = 1 / 60;
/** Substeps of one action: it lasts a quarter of a second. */
export const NUM_SUBSTEPS = 15;
/** Metres per second squared. */
export const GRAVITY = 9.81;
/** Coulomb friction between any two things. */
export const FRICTION = 0.4;
