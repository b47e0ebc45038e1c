; Windows: offers Logonscope under "Open with" for saved event logs. The program that opens them by a double click stays
; what it was, which is the Event Viewer: the default value of .evtx and .evt is never written.
;
; SHCTX is the user's own part of the registry, or that of the machine where it is installed for everybody.

!define LOG_CLASS "Logonscope.SavedEventLog"
!define PROGRAM_CLASS "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\${LOG_CLASS}" "" "Saved event log"
  WriteRegStr SHCTX "Software\Classes\${LOG_CLASS}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHCTX "Software\Classes\${LOG_CLASS}\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHCTX "Software\Classes\.evtx\OpenWithProgids" "${LOG_CLASS}" ""
  WriteRegStr SHCTX "Software\Classes\.evt\OpenWithProgids" "${LOG_CLASS}" ""
  WriteRegStr SHCTX "${PROGRAM_CLASS}" "FriendlyAppName" "Logonscope"
  WriteRegStr SHCTX "${PROGRAM_CLASS}\SupportedTypes" ".evtx" ""
  WriteRegStr SHCTX "${PROGRAM_CLASS}\SupportedTypes" ".evt" ""
  WriteRegStr SHCTX "${PROGRAM_CLASS}\shell\open\command" "" '"$appExe" "%1"'
  ; Tells the Explorer that associations have changed (SHCNE_ASSOCCHANGED).
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

!macro customUnInstall
  DeleteRegValue SHCTX "Software\Classes\.evtx\OpenWithProgids" "${LOG_CLASS}"
  DeleteRegValue SHCTX "Software\Classes\.evt\OpenWithProgids" "${LOG_CLASS}"
  DeleteRegKey SHCTX "Software\Classes\${LOG_CLASS}"
  DeleteRegKey SHCTX "${PROGRAM_CLASS}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend
