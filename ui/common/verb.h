// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rookery::ui {

/// Everything that can be asked of the window. Text, keys and menu of each stand in shell/verbs.cpp, once.
enum class Verb {
    // of the page in front
    Send,
    ClearForm,
    Ditto,
    Now, ///< as the order's own time
    Retry,
    ResendAsNew,
    EditCopy,
    CancelOrder,
    CopyRows,
    CopyUrl,
    CopyCommand, ///< in the last chosen shell
    CopyPowerShell,
    CopyCmd,
    CopyBash,
    Compare,
    Note,
    Correct,
    WithdrawCorrection,
    MoveToBin,
    Restore,
    SelectMatching,
    PreviousAttempt,
    NextAttempt,
    Export,
    ExportCorrections,
    Find,
    KeepValue,
    Park,
    AddToBatch,
    Parked,
    MoreDetails,
    OtherPreview,
    AddRow, ///< of a batch; so for all down to SaveRejects
    LeaveOut,
    AcceptFix,
    FixAll,
    MatchColumns,
    NewBatch,
    ShowEarlier,
    SaveRejects,
    NextProblem,
    PreviousProblem,
    // of the window
    NewOrder,
    Batch,
    History,
    OpenBatchFile,
    PasteBatch,
    SwitchProfile,
    NextPane,
    PreviousPane,
    SchemeSystem,
    SchemeLight,
    SchemeDark,
    TextBigger,
    TextSmaller,
    TextUsual,
    Settings,
    Practise,
    AgentName,
    StopSending,
    ResumeSending,
    Help,
    Shortcuts,
    About,
    Quit,
    // of the text that has the keys
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
};

} // namespace rookery::ui
