/** The half of jpeg-js that is used: its index has the decoder, too. */
declare module 'jpeg-js/lib/encoder.js' {
	export { encode as default } from 'jpeg-js';
}
