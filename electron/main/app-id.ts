/** Under which Windows files notices and entries of the taskbar; installers give it to the program's shortcuts. */
export const APP_ID = "app.logonscope";
