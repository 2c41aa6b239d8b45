import { WebGPURenderer } from 'three/webgpu';

/** What draws a canvas. */
export interface OpenedRenderer {
  readonly renderer: WebGPURenderer;
  /** A processor does a graphics card's work, so every pixel counts. */
  readonly isSoftware: boolean;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Draws by WebGPU where the browser has it in hardware, else by WebGL 2: a software WebGPU is slower than a software
 * WebGL, and Chromium 143's loses its device at the first picture.
 *
 * @throws Error in a browser that has neither.
 */
export async function openRenderer(canvas: HTMLCanvasElement): Promise<OpenedRenderer> {
  const adapter = await navigator.gpu?.requestAdapter();
  const forceWebGL = !adapter || adapter.info.isFallbackAdapter;
  // Asking WebGL costs a context, half a second of a software one.
  const isSoftware = adapter ? forceWebGL : SOFTWARE.test(webglRenderer());
  // Four samples a pixel double what a picture costs a processor: 350 ms of SwiftShader instead of 180.
  const renderer = new WebGPURenderer({ canvas, antialias: !isSoftware, alpha: true, forceWebGL });
  await renderer.init();
  return { renderer, isSoftware };
}

/** The name of what draws WebGL 2. */
function webglRenderer(): string {
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) throw new Error('this browser has neither WebGPU nor WebGL 2');
  const { UNMASKED_RENDERER_WEBGL = context.RENDERER } = context.getExtension('WEBGL_debug_renderer_info') ?? {};
  const name: unknown = context.getParameter(UNMASKED_RENDERER_WEBGL);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return String(name);
}
