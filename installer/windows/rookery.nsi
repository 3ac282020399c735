; SPDX-License-Identifier: GPL-3.0-or-later
; The installer: for one user, without an administrator.
;   makensis -NOCD -DVERSION=1.0.0 -DSTAGE=<folder> -DLIST=<uninstall.nsh> -DICON=<ico> -DOUT=<setup.exe> rookery.nsi
; Ends with 0; 2: Windows is too old; 3: the program runs. /S asks nothing, /D=C:\folder (last) installs there.
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestSupportedOS Win10
ManifestDPIAware true
!include MUI2.nsh
!include WinVer.nsh
!include LogicLib.nsh
!include FileFunc.nsh

Name "Rookery"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Rookery"
InstallDirRegKey HKCU "Software\Rookery" "InstallDir"
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "Rookery ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Rookery"
VIAddVersionKey "FileDescription" "Rookery Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Rookery"
!define APPS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define CLASSES "Software\Classes"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\rookery.exe"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Orders, profiles and settings are kept in $LOCALAPPDATA\Rookery. Remove that folder yourself if nobody needs them any more."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs cannot be opened for writing.
!macro QuitIfInUse PROGRAM
    ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
        ClearErrors
        FileOpen $0 "$INSTDIR\${PROGRAM}" a
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONEXCLAMATION "${PROGRAM} is running. Close it, then try again." /SD IDOK
            SetErrorLevel 3
            Quit
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend
!macro QuitIfRunning
    !insertmacro QuitIfInUse "rookery.exe"
    !insertmacro QuitIfInUse "rookery-cli.exe"
!macroend

!macro TellExplorer
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
    ${IfNot} ${AtLeastBuild} 17763
        MessageBox MB_OK|MB_ICONSTOP "Rookery needs Windows 10 version 1809 or later." /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
FunctionEnd

Section
    !insertmacro QuitIfRunning
    ; An older version takes its files with it, so that none of them stays among the new ones.
    ${If} ${FileExists} "$INSTDIR\Uninstall.exe"
        ExecWait '"$INSTDIR\Uninstall.exe" /S _?=$INSTDIR'
    ${EndIf}
    SetOutPath "$INSTDIR"
    File /r "${STAGE}/*.*"
    WriteUninstaller "$INSTDIR\Uninstall.exe"

    CreateDirectory "$SMPROGRAMS\Rookery"
    CreateShortcut "$SMPROGRAMS\Rookery\Rookery.lnk" "$INSTDIR\rookery.exe"
    CreateShortcut "$SMPROGRAMS\Rookery\Uninstall Rookery.lnk" "$INSTDIR\Uninstall.exe"

    WriteRegStr HKCU "Software\Rookery" "InstallDir" "$INSTDIR"
    WriteRegStr HKCU "${APPS}\rookery.exe" "" "$INSTDIR\rookery.exe"
    WriteRegStr HKCU "${APPS}\rookery-cli.exe" "" "$INSTDIR\rookery-cli.exe"
    WriteRegStr HKCU "${CLASSES}\.rookery-profile" "" "Rookery.Profile"
    WriteRegStr HKCU "${CLASSES}\Rookery.Profile" "" "Rookery profile"
    WriteRegStr HKCU "${CLASSES}\Rookery.Profile\DefaultIcon" "" "$INSTDIR\rookery.exe,0"
    WriteRegStr HKCU "${CLASSES}\Rookery.Profile\shell\open\command" "" '"$INSTDIR\rookery.exe" "%1"'
    !insertmacro TellExplorer

    WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Rookery"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\rookery.exe"
    WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

; Removes what was installed and nothing else: neither data nor files that somebody put here.
Section "Uninstall"
    !insertmacro QuitIfRunning
    SetOutPath "$TEMP"
    !include "${LIST}"
    Delete "$INSTDIR\Uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Rookery\Rookery.lnk"
    Delete "$SMPROGRAMS\Rookery\Uninstall Rookery.lnk"
    RMDir "$SMPROGRAMS\Rookery"
    DeleteRegKey HKCU "${APPS}\rookery.exe"
    DeleteRegKey HKCU "${APPS}\rookery-cli.exe"
    DeleteRegKey HKCU "${CLASSES}\Rookery.Profile"
    ReadRegStr $0 HKCU "${CLASSES}\.rookery-profile" ""
    ${If} $0 == "Rookery.Profile" ; else another program has taken it over
        DeleteRegKey HKCU "${CLASSES}\.rookery-profile"
    ${EndIf}
    !insertmacro TellExplorer
    DeleteRegKey HKCU "${UNINSTALL}"
    DeleteRegKey HKCU "Software\Rookery"
SectionEnd
