/**
 * File names that Windows keeps for devices. Pure.
 */

/** With any ending, and whatever the case. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

/** Whether no file of Windows may have the name. */
export function isReservedName(name: string): boolean {
  return RESERVED.test(name);
}
