/**
 * A question that is answered by typing, with a way back to the one before. Knows nothing of that one.
 */
import * as vscode from "vscode";
import { Cancelled, WentBack } from "../model/userError";

/** A question answered by typing. `check` returns what is wrong with the text, or undefined. */
export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly isSecret?: boolean;
  readonly check?: (text: string) => string | undefined;
}

/** Resolves with what was typed once it is right; rejects with `WentBack` when the person goes back, with `Cancelled` when they give up. */
export function askWithBack({
  title,
  prompt,
  value = "",
  placeholder,
  isSecret: password = false,
  check,
}: TextQuestion): Promise<string> {
  const box = vscode.window.createInputBox();
  const buttons = [vscode.QuickInputButtons.Back];
  Object.assign(box, { title, prompt, value, placeholder, password, buttons, ignoreFocusOut: true });
  const judge = (): boolean => {
    box.validationMessage = check?.(box.value);
    return box.validationMessage === undefined;
  };
  return new Promise<string>((resolve, reject) => {
    box.onDidChangeValue(judge);
    box.onDidAccept(() => {
      if (judge()) resolve(box.value);
    });
    box.onDidTriggerButton(() => reject(new WentBack()));
    box.onDidHide(() => reject(new Cancelled()));
    box.show();
  }).finally(() => box.dispose());
}
