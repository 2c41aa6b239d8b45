/**
 * The one door to TensorFlow.js. The umbrella package is used because only its CommonJS build loads in Node;
 * sub-path imports of `tfjs-core` do not.
 */
export * from '@tensorflow/tfjs';
