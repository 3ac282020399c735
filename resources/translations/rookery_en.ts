<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>rookery::cli::Desk</name>
    <message numerus="yes">
        <source>This computer's clock is %Ln minute(s) ahead of the server's.</source>
        <translation>
            <numerusform>This computer's clock is %Ln minute ahead of the server's.</numerusform>
            <numerusform>This computer's clock is %Ln minutes ahead of the server's.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer's clock is %Ln minute(s) behind the server's.</source>
        <translation>
            <numerusform>This computer's clock is %Ln minute behind the server's.</numerusform>
            <numerusform>This computer's clock is %Ln minutes behind the server's.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::cli::HistoryVerb</name>
    <message numerus="yes">
        <source>Longer than a cell of a workbook can be, and cut: %Ln cell(s). CSV has all of them.</source>
        <translation>
            <numerusform>Longer than a cell of a workbook can be, and cut: %Ln cell. CSV has all of it.</numerusform>
            <numerusform>Longer than a cell of a workbook can be, and cut: %Ln cells. CSV has all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::cli::ImportRun</name>
    <message numerus="yes">
        <source>Orders of more than %Ln day(s) ago are held back: filling in past orders is the vendor's job.</source>
        <translation>
            <numerusform>Orders of more than %Ln day ago are held back: filling in past orders is the vendor's job.</numerusform>
            <numerusform>Orders of more than %Ln days ago are held back: filling in past orders is the vendor's job.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::cli::LedgerVerb</name>
    <message numerus="yes">
        <source>The ledger is sound: %Ln order(s).</source>
        <translation>
            <numerusform>The ledger is sound: %Ln order.</numerusform>
            <numerusform>The ledger is sound: %Ln orders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln back-up(s)</source>
        <translation>
            <numerusform>%Ln back-up</numerusform>
            <numerusform>%Ln back-ups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::cli::PersonVerbs</name>
    <message numerus="yes">
        <source>%Ln order(s) found.</source>
        <translation>
            <numerusform>%Ln order found.</numerusform>
            <numerusform>%Ln orders found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) are without an identity now.</source>
        <translation>
            <numerusform>%Ln order is without an identity now.</numerusform>
            <numerusform>%Ln orders are without an identity now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other ID(s) stood in these orders. What else is known by them is found by them alone.</source>
        <translation>
            <numerusform>%Ln other ID stood in these orders. What else is known by it is found by it alone.</numerusform>
            <numerusform>%Ln other IDs stood in these orders. What else is known by them is found by them alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) still have to go or may have gone, and what is sent for them never changes, in copies neither: %1. --cancel takes back those that wait.</source>
        <translation>
            <numerusform>%Ln order still has to go or may have gone, and what is sent for it never changes, in copies neither: %1. --cancel takes back those that wait.</numerusform>
            <numerusform>%Ln orders still have to go or may have gone, and what is sent for them never changes, in copies neither: %1. --cancel takes back those that wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::cli::PurgeVerb</name>
    <message numerus="yes">
        <source>%Ln order(s) were removed.</source>
        <translation>
            <numerusform>%Ln order was removed.</numerusform>
            <numerusform>%Ln orders were removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) changed while they were archived, and stay in the ledger too.</source>
        <translation>
            <numerusform>%Ln order changed while it was archived, and stays in the ledger too.</numerusform>
            <numerusform>%Ln orders changed while they were archived, and stay in the ledger too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older copies of the ledger in the data folder may still hold them.</source>
        <translation>
            <numerusform>%Ln older copy of the ledger in the data folder may still hold them.</numerusform>
            <numerusform>%Ln older copies of the ledger in the data folder may still hold them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>rookery-cli: %Ln settled order(s) would be removed for good. Nothing was changed; --yes does it.</source>
        <translation>
            <numerusform>rookery-cli: %Ln settled order would be removed for good. Nothing was changed; --yes does it.</numerusform>
            <numerusform>rookery-cli: %Ln settled orders would be removed for good. Nothing was changed; --yes does it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::cli::RestoreVerb</name>
    <message numerus="yes">
        <source>%Ln order(s) of the present ledger are not in the copy.</source>
        <translation>
            <numerusform>%Ln order of the present ledger is not in the copy.</numerusform>
            <numerusform>%Ln orders of the present ledger are not in the copy.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them still have to go, and will not: %1.</source>
        <translation>
            <numerusform>%Ln of them still has to go, and will not: %1.</numerusform>
            <numerusform>%Ln of them still have to go, and will not: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ledger has %Ln order(s) now.</source>
        <translation>
            <numerusform>The ledger has %Ln order now.</numerusform>
            <numerusform>The ledger has %Ln orders now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) may have been sent since the copy was made, and wait for a person.</source>
        <translation>
            <numerusform>%Ln order may have been sent since the copy was made, and waits for a person.</numerusform>
            <numerusform>%Ln orders may have been sent since the copy was made, and wait for a person.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::cli::SendingVerbs</name>
    <message numerus="yes">
        <source>%Ln event(s) were not tried: held, not due, stopped, or behind a collector that does not answer.</source>
        <translation>
            <numerusform>%Ln event was not tried: held, not due, stopped, or behind a collector that does not answer.</numerusform>
            <numerusform>%Ln events were not tried: held, not due, stopped, or behind a collector that does not answer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::engine::Engine</name>
    <message numerus="yes">
        <source>%Ln order(s) of "%1" still have to go, so the profile stays.</source>
        <translation>
            <numerusform>%Ln order of "%1" still has to go, so the profile stays.</numerusform>
            <numerusform>%Ln orders of "%1" still have to go, so the profile stays.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::engine::Order</name>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The address has %Ln byte(s); more than %1 are commonly refused.</source>
        <translation>
            <numerusform>The address has %Ln byte; more than %1 are commonly refused.</numerusform>
            <numerusform>The address has %Ln bytes; more than %1 are commonly refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check: the address has %Ln byte(s), which some servers refuse.</source>
        <translation>
            <numerusform>Check: the address has %Ln byte, which some servers refuse.</numerusform>
            <numerusform>Check: the address has %Ln bytes, which some servers refuse.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::pixel::Check</name>
    <message numerus="yes">
        <source>Check: the time, %1, is %n day(s) back.</source>
        <translation>
            <numerusform>Check: the time, %1, is %n day back.</numerusform>
            <numerusform>Check: the time, %1, is %n days back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>ISO 4217 gives %1 %n minor digit(s).</source>
        <translation>
            <numerusform>ISO 4217 gives %1 %n minor digit.</numerusform>
            <numerusform>ISO 4217 gives %1 %n minor digits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::AttemptText</name>
    <message numerus="yes">
        <source>%1, sent %Ln times</source>
        <translation>
            <numerusform>%1, sent %Ln times</numerusform>
            <numerusform>%1, sent %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation>
            <numerusform>%Ln times</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::Attention</name>
    <message numerus="yes">
        <source>%Ln order(s) need you</source>
        <translation>
            <numerusform>%Ln order needs you</numerusform>
            <numerusform>%Ln orders need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not delivered</source>
        <translation>
            <numerusform>%Ln not delivered</numerusform>
            <numerusform>%Ln not delivered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <translation>
            <numerusform>%Ln unknown</numerusform>
            <numerusform>%Ln unknown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::ExamplePane</name>
    <message numerus="yes">
        <source>%Ln value(s) still to fill in</source>
        <translation>
            <numerusform>%Ln value still to fill in</numerusform>
            <numerusform>%Ln values still to fill in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) missing or wrong</source>
        <translation>
            <numerusform>%Ln value missing or wrong</numerusform>
            <numerusform>%Ln values missing or wrong</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::Header</name>
    <message numerus="yes">
        <source>%1, %Ln go(es) again</source>
        <translation>
            <numerusform>%1, %Ln goes again</numerusform>
            <numerusform>%1, %Ln go again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting, oldest %1</source>
        <translation>
            <numerusform>%Ln waiting, oldest %1</numerusform>
            <numerusform>%Ln waiting, oldest %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <translation>
            <numerusform>%Ln unknown</numerusform>
            <numerusform>%Ln unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not delivered</source>
        <translation>
            <numerusform>%Ln not delivered</numerusform>
            <numerusform>%Ln not delivered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::HistoryActions</name>
    <message numerus="yes">
        <source>%Ln address(es) copied.</source>
        <translation>
            <numerusform>%Ln address copied.</numerusform>
            <numerusform>%Ln addresses copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln command(s) copied. Running one sends the same event again; the collector ignores a repeat.</source>
        <translation>
            <numerusform>%Ln command copied. Running one sends the same event again; the collector ignores a repeat.</numerusform>
            <numerusform>%Ln commands copied. Running one sends the same event again; the collector ignores a repeat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) moved to the bin.</source>
        <translation>
            <numerusform>%Ln order moved to the bin.</numerusform>
            <numerusform>%Ln orders moved to the bin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) put back.</source>
        <translation>
            <numerusform>%Ln order put back.</numerusform>
            <numerusform>%Ln orders put back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s). %1.</source>
        <translation>
            <numerusform>%Ln order. %1.</numerusform>
            <numerusform>%Ln orders. %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %Ln order(s):</source>
        <translation>
            <numerusform>For %Ln order:</numerusform>
            <numerusform>For %Ln orders:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) cancelled.</source>
        <translation>
            <numerusform>%Ln order cancelled.</numerusform>
            <numerusform>%Ln orders cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be taken back any more.</source>
        <translation>
            <numerusform>%Ln could not be taken back any more.</numerusform>
            <numerusform>%Ln could not be taken back any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::HistoryExport</name>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Longer than a cell of a workbook can be, and cut: %Ln cell(s). CSV has all of them.</source>
        <translation>
            <numerusform>Longer than a cell of a workbook can be, and cut: %Ln cell. CSV has all of it.</numerusform>
            <numerusform>Longer than a cell of a workbook can be, and cut: %Ln cells. CSV has all of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) exported to %1.</source>
        <translation>
            <numerusform>%Ln row exported to %1.</numerusform>
            <numerusform>%Ln rows exported to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exporting: %Ln row(s) written...</source>
        <translation>
            <numerusform>Exporting: %Ln row written...</numerusform>
            <numerusform>Exporting: %Ln rows written...</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::HistoryFinder</name>
    <message numerus="yes">
        <source>%Ln order(s)</source>
        <translation>
            <numerusform>%Ln order</numerusform>
            <numerusform>%Ln orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempt(s)</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in the bin</source>
        <translation>
            <numerusform>%Ln in the bin</numerusform>
            <numerusform>%Ln in the bin</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::HistoryPage</name>
    <message numerus="yes">
        <source>%Ln row(s) copied.</source>
        <translation>
            <numerusform>%Ln row copied.</numerusform>
            <numerusform>%Ln rows copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No order matches. %Ln in the bin do(es).</source>
        <translation>
            <numerusform>No order matches. %Ln in the bin does.</numerusform>
            <numerusform>No order matches. %Ln in the bin do.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No order matches &quot;%1&quot;. %Ln do(es) whatever the state and the day.</source>
        <translation>
            <numerusform>No order matches &quot;%1&quot;. %Ln does whatever the state and the day.</numerusform>
            <numerusform>No order matches &quot;%1&quot;. %Ln do whatever the state and the day.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) still to go: what waits stays out of the bin. Cancel first.</source>
        <translation>
            <numerusform>%Ln order still to go: what waits stays out of the bin. Cancel it first.</numerusform>
            <numerusform>%Ln orders still to go: what waits stays out of the bin. Cancel them first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) may have arrived: that has to be known before the bin. Retry first.</source>
        <translation>
            <numerusform>%Ln order may have arrived: that has to be known before it goes to the bin. Retry it first.</numerusform>
            <numerusform>%Ln orders may have arrived: that has to be known before they go to the bin. Retry them first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) on the way: wait for the answer, then move to the bin.</source>
        <translation>
            <numerusform>%Ln order is on its way: wait for the answer, then move it to the bin.</numerusform>
            <numerusform>%Ln orders are on their way: wait for the answers, then move them to the bin.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::HistoryTable</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::MainWindow</name>
    <message numerus="yes">
        <source>%Ln order(s) do(es) not go by themselves: open the history and decide what becomes of them.</source>
        <translation>
            <numerusform>%Ln order does not go by itself: open the history and decide what becomes of it.</numerusform>
            <numerusform>%Ln orders do not go by themselves: open the history and decide what becomes of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) have not arrived yet. They are saved, and go when Rookery is started again.</source>
        <translation>
            <numerusform>%Ln order has not arrived yet. It is saved, and goes when Rookery is started again.</numerusform>
            <numerusform>%Ln orders have not arrived yet. They are saved, and go when Rookery is started again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) have not arrived yet. They are saved. Sending is stopped: they go when it is resumed.</source>
        <translation>
            <numerusform>%Ln order has not arrived yet. It is saved. Sending is stopped: it goes when it is resumed.</numerusform>
            <numerusform>%Ln orders have not arrived yet. They are saved. Sending is stopped: they go when it is resumed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::OrderPage</name>
    <message numerus="yes">
        <source>This can't be sent: %Ln value(s) need fixing.</source>
        <translation>
            <numerusform>This can't be sent: %Ln value needs fixing.</numerusform>
            <numerusform>This can't be sent: %Ln values need fixing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not sent: %Ln value(s) need fixing.</source>
        <translation>
            <numerusform>Not sent: %Ln value needs fixing.</numerusform>
            <numerusform>Not sent: %Ln values need fixing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln saved for later</source>
        <translation>
            <numerusform>%Ln saved for later</numerusform>
            <numerusform>%Ln saved for later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::PasteIntake</name>
    <message numerus="yes">
        <source>%Ln row(s) were pasted, and this form takes one order.</source>
        <translation>
            <numerusform>%Ln row was pasted, and this form takes one order.</numerusform>
            <numerusform>%Ln rows were pasted, and this form takes one order.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::Retry</name>
    <message numerus="yes">
        <source>Sending is stopped. %Ln order(s) go at once when it is resumed.</source>
        <translation>
            <numerusform>Sending is stopped. %Ln order goes at once when it is resumed.</numerusform>
            <numerusform>Sending is stopped. %Ln orders go at once when it is resumed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::SelectionPane</name>
    <message numerus="yes">
        <source>%Ln order(s), %1</source>
        <translation>
            <numerusform>%Ln order, %1</numerusform>
            <numerusform>%Ln orders, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::Words</name>
    <message numerus="yes">
        <source>%Ln cancelled since</source>
        <translation>
            <numerusform>%Ln cancelled since</numerusform>
            <numerusform>%Ln cancelled since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a changed amount</source>
        <translation>
            <numerusform>%Ln with a changed amount</numerusform>
            <numerusform>%Ln with a changed amount</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::World</name>
    <message numerus="yes">
        <source>Offline. %Ln order(s) will go when you are back.</source>
        <translation>
            <numerusform>Offline. %Ln order will go when you are back.</numerusform>
            <numerusform>Offline. %Ln orders will go when you are back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing gets through to the server of %1. %Ln order(s) will be tried again by itself.</source>
        <translation>
            <numerusform>Nothing gets through to the server of %1. %Ln order will be tried again by itself.</numerusform>
            <numerusform>Nothing gets through to the server of %1. %Ln orders will be tried again by themselves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing gets through to the servers of %1. %Ln order(s) will be tried again by themselves.</source>
        <translation>
            <numerusform>Nothing gets through to the servers of %1. %Ln order will be tried again by itself.</numerusform>
            <numerusform>Nothing gets through to the servers of %1. %Ln orders will be tried again by themselves.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer's clock is %Ln minute(s) fast, so order times will be wrong.</source>
        <translation>
            <numerusform>This computer's clock is %Ln minute fast, so order times will be wrong.</numerusform>
            <numerusform>This computer's clock is %Ln minutes fast, so order times will be wrong.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer's clock is %Ln minute(s) slow, so order times will be wrong.</source>
        <translation>
            <numerusform>This computer's clock is %Ln minute slow, so order times will be wrong.</numerusform>
            <numerusform>This computer's clock is %Ln minutes slow, so order times will be wrong.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::WorldStrip</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::BatchStart</name>
    <message numerus="yes">
        <source>Put away, not sent: %Ln row(s)</source>
        <translation>
            <numerusform>Put away, not sent: %Ln row</numerusform>
            <numerusform>Put away, not sent: %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) on the clipboard.</source>
        <translation>
            <numerusform>%Ln line on the clipboard.</numerusform>
            <numerusform>%Ln lines on the clipboard.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::BatchPage</name>
    <message numerus="yes">
        <source>%Ln order(s) cancelled.</source>
        <translation>
            <numerusform>%Ln order cancelled.</numerusform>
            <numerusform>%Ln orders cancelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln had left meanwhile.</source>
        <translation>
            <numerusform>%Ln had left meanwhile.</numerusform>
            <numerusform>%Ln had left meanwhile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln row(s) that are here were not sent. Another batch takes their place; they stay in the list of batches.</source>
        <translation>
            <numerusform>The %Ln row that is here was not sent. Another batch takes its place; it stays in the list of batches.</numerusform>
            <numerusform>The %Ln rows that are here were not sent. Another batch takes their place; they stay in the list of batches.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) had no row here and were not pasted. Show all rows first.</source>
        <translation>
            <numerusform>%Ln line had no row here and was not pasted. Show all rows first.</numerusform>
            <numerusform>%Ln lines had no row here and were not pasted. Show all rows first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written to %1.</source>
        <translation>
            <numerusform>%Ln row written to %1.</numerusform>
            <numerusform>%Ln rows written to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %Ln order(s) in %1 s. Nothing has left yet.</source>
        <translation>
            <numerusform>Sending %Ln order in %1 s. Nothing has left yet.</numerusform>
            <numerusform>Sending %Ln orders in %1 s. Nothing has left yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) go when you press Send once more. Nothing has left yet.</source>
        <translation>
            <numerusform>%Ln order goes when you press Send once more. Nothing has left yet.</numerusform>
            <numerusform>%Ln orders go when you press Send once more. Nothing has left yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) put away.</source>
        <translation>
            <numerusform>%Ln row put away.</numerusform>
            <numerusform>%Ln rows put away.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) of this batch wait. They stay in the history as cancelled and do not go.</source>
        <translation>
            <numerusform>%Ln order of this batch waits. It stays in the history as cancelled and does not go.</numerusform>
            <numerusform>%Ln orders of this batch wait. They stay in the history as cancelled and do not go.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::BatchWords</name>
    <message numerus="yes">
        <source>%Ln duplicate(s) of an earlier row</source>
        <translation>
            <numerusform>%Ln duplicate of an earlier row</numerusform>
            <numerusform>%Ln duplicates of an earlier row</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln order(s) that are here stand(s) in the rows with another amount: mark them as changed in History.</source>
        <translation>
            <numerusform>%Ln order that is here stands in the rows with another amount: mark it as changed in History.</numerusform>
            <numerusform>%Ln orders that are here stand in the rows with another amount: mark them as changed in History.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) that you left out</source>
        <translation>
            <numerusform>%Ln row that you left out</numerusform>
            <numerusform>%Ln rows that you left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) from %1</source>
        <translation>
            <numerusform>%Ln row from %1</numerusform>
            <numerusform>%Ln rows from %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln duplicate(s) skipped</source>
        <translation>
            <numerusform>%Ln duplicate skipped</numerusform>
            <numerusform>%Ln duplicates skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln order(s) to %1?</source>
        <translation>
            <numerusform>Send %Ln order to %1?</numerusform>
            <numerusform>Send %Ln orders to %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) to fix</source>
        <translation>
            <numerusform>%Ln row to fix</numerusform>
            <numerusform>%Ln rows to fix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln duplicate(s)</source>
        <translation>
            <numerusform>%Ln duplicate</numerusform>
            <numerusform>%Ln duplicates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::SheetEdits</name>
    <message numerus="yes">
        <source>Leave %Ln row(s) out</source>
        <translation>
            <numerusform>Leave %Ln row out</numerusform>
            <numerusform>Leave %Ln rows out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %Ln row(s) in again</source>
        <translation>
            <numerusform>Take %Ln row in again</numerusform>
            <numerusform>Take %Ln rows in again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln row(s)</source>
        <translation>
            <numerusform>Add %Ln row</numerusform>
            <numerusform>Add %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::SheetModel</name>
    <message numerus="yes">
        <source>No row of this list has a problem; %Ln other(s) do(es).</source>
        <translation>
            <numerusform>No row of this list has a problem; %Ln other does.</numerusform>
            <numerusform>No row of this list has a problem; %Ln others do.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rookery::ui::BatchWork</name>
    <message numerus="yes">
        <source>Fix %Ln row(s)</source>
        <translation>
            <numerusform>Fix %Ln row</numerusform>
            <numerusform>Fix %Ln rows</numerusform>
        </translation>
    </message>
</context>
</TS>
