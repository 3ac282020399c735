// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/matchpane.h"

#include "ui/batch/batchwork.h"
#include "ui/common/calmbox.h"
#include "ui/common/card.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QGridLayout>
#include <QInputDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QTimer>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

using pixel::Field;

constexpr int Padding = 16;
constexpr int Gap = 8;
constexpr int ColumnGap = 20;
constexpr int SampleLetters = 30;
constexpr int NameLetters = 24;
constexpr qsizetype ShownNames = 3;

QComboBox* comboOf(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    calmBox(box);
    return box;
}

// As people know them: UTF-8, Windows-1252.
QString titleOf(intake::Encoding encoding)
{
    QString name = intake::encodingText(encoding);
    const int capitals = name.startsWith(QStringLiteral("utf")) ? 3 : 1;
    return name.left(capitals).toUpper() + name.mid(capitals);
}

} // namespace

MatchPane::MatchPane(BatchWork& work, QWidget* parent)
    : QScrollArea(parent)
    , m_work(work)
    , m_source(new QLabel)
    , m_missing(new QLabel)
    , m_filled(mutedLabel())
    , m_named(comboOf(tr("Saved mappings")))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto* body = new Card;
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Gap);
    for (QLabel* label : {m_source, m_missing, m_filled}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    layout->addWidget(new SectionLabel(tr("How it was read")));
    layout->addWidget(m_source);
    m_guesses = new QWidget;
    layout->addWidget(m_guesses);
    layout->addSpacing(Gap);

    layout->addWidget(new SectionLabel(tr("Which column is what")));
    auto* head = new FlowLayout(Gap);
    head->addWidget(mutedLabel(tr("Saved:")));
    head->addWidget(m_named);
    auto* save = new QPushButton(tr("Save these..."));
    auto* toFile = new QPushButton(tr("Export to a file..."));
    auto* fromFile = new QPushButton(tr("Import from a file..."));
    for (QPushButton* button : {save, toFile, fromFile})
        head->addWidget(button);
    layout->addLayout(head);
    layout->addWidget(m_missing);
    m_columns = new QWidget;
    layout->addWidget(m_columns);
    layout->addSpacing(Gap);
    layout->addWidget(new SectionLabel(tr("The same in every row")));
    m_constants = new QWidget;
    layout->addWidget(m_constants);
    layout->addWidget(m_filled);
    layout->addStretch();
    setWidget(body);

    connect(save, &QPushButton::clicked, this, &MatchPane::saveMapping);
    connect(m_named, &QComboBox::activated, this, [this](int index) {
        if (index == 0)
            return;
        const auto mapping = m_work.mappings().named(m_named->itemText(index), m_work.sheet().shape().header);
        if (mapping)
            m_work.setMapping(*mapping);
        else
            Q_EMIT m_work.failed(mapping.error());
        refresh();
    });
    connect(toFile, &QPushButton::clicked, this, [this] {
        const QString file
            = QFileDialog::getSaveFileName(this, tr("Save the mapping"), tr("mapping.json"), tr("Mappings (*.json)"));
        if (file.isEmpty())
            return;
        QSaveFile out(file);
        const QByteArray text
            = QJsonDocument(m_work.mapping().toJson(m_work.sheet().shape().header)).toJson(QJsonDocument::Indented);
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
            Q_EMIT m_work.failed(
                {Error::Code::Storage, tr("%1 could not be written: %2.").arg(file, out.errorString())});
    });
    connect(fromFile, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Open a mapping"), {}, tr("Mappings (*.json)"));
        QFile in(file);
        if (file.isEmpty())
            return;
        if (!in.open(QIODevice::ReadOnly)) {
            Q_EMIT m_work.failed({Error::Code::Storage, tr("%1 could not be read: %2.").arg(file, in.errorString())});
            return;
        }
        const auto mapping
            = intake::Mapping::fromJson(QJsonDocument::fromJson(in.readAll()).object(), m_work.sheet().shape().header);
        if (mapping)
            m_work.setMapping(*mapping);
        else
            Q_EMIT m_work.failed(mapping.error());
        refresh();
    });
}

void MatchPane::takeFocus()
{
    const auto boxes = m_columns->findChildren<QComboBox*>();
    if (!boxes.isEmpty()) // when it is there to be seen
        QTimer::singleShot(0, boxes.first(), [box = boxes.first()] { box->setFocus(); });
}

void MatchPane::refresh()
{
    m_source->setText(tr("%1, as %2").arg(m_work.name(), intake::kindText(m_work.sheet().shape().kind)));
    fillGuesses();
    fillColumns();
    fillConstants();
    fillRest();
}

void MatchPane::addGuess(const QString& label, QComboBox* box, const QString& hint)
{
    const int row = m_guessGrid->rowCount();
    auto* name = new QLabel(label);
    name->setBuddy(box);
    box->setAccessibleName(label);
    m_guessGrid->addWidget(name, row, 0);
    m_guessGrid->addWidget(box, row, 1);
    auto* remark = mutedLabel(hint);
    remark->setWordWrap(true);
    m_guessGrid->addWidget(remark, row, 2);
}

void MatchPane::fillGuesses()
{
    qDeleteAll(m_guesses->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_guesses->layout();
    m_guessGrid = new QGridLayout(m_guesses);
    m_guessGrid->setContentsMargins(0, 0, 0, 0);
    m_guessGrid->setHorizontalSpacing(ColumnGap);
    m_guessGrid->setColumnStretch(2, 1);
    const intake::TableShape& shape = m_work.sheet().shape();
    const auto certain = [](const auto& guess, const QString& example) {
        if (guess.isCertain)
            return example;
        return example.isEmpty() ? tr("guessed") : tr("guessed from \"%1\"").arg(example);
    };
    // Read anew with another choice, which loses what was typed into the grid.
    const auto reread = [this](QComboBox* box, const QVariant& asItIs, auto set) {
        box->setEnabled(m_work.canReadAgain());
        connect(box, &QComboBox::activated, this, [this, box, asItIs, set] {
            if (box->currentData() == asItIs)
                return;
            // The box may be another one when the question is answered.
            Q_EMIT choicesWanted([this, chosen = box->currentData(), set] {
                intake::Choices choices = m_work.choices();
                set(choices, chosen);
                m_work.setChoices(choices);
            });
        });
    };
    const bool isText = shape.kind == intake::Kind::Delimited;
    if (isText) {
        auto* separator = comboOf(tr("Separator"));
        for (const auto& [sign, name] : {std::pair('\t', tr("Tab")), std::pair(',', tr("Comma  ,")),
                 std::pair(';', tr("Semicolon  ;")), std::pair('|', tr("Bar  |"))})
            separator->addItem(name, int(sign));
        separator->setCurrentIndex(qMax(0, separator->findData(int(shape.separator.value))));
        reread(separator, int(shape.separator.value),
            [](intake::Choices& choices, const QVariant& chosen) { choices.separator = char(chosen.toInt()); });
        const QStringList first = shape.header.first(qMin(ShownNames, shape.header.size()));
        addGuess(tr("Separator"), separator,
            certain(shape.separator, first.join(QString(u' ') + QLatin1Char(shape.separator.value) + u' ')));
    }
    if (isText || shape.kind == intake::Kind::Xlsx) {
        auto* header = comboOf(tr("Header"));
        header->addItem(tr("There is none"), qlonglong(0));
        for (int row = 1; row <= qMax(5, int(shape.headerRow.value)); ++row)
            header->addItem(tr("In row %1").arg(row), qlonglong(row));
        header->setCurrentIndex(qMax(0, header->findData(qlonglong(shape.headerRow.value))));
        reread(header, qlonglong(shape.headerRow.value),
            [](intake::Choices& choices, const QVariant& chosen) { choices.headerRow = chosen.toLongLong(); });
        addGuess(tr("Header"), header, certain(shape.headerRow, shape.headerRow.example));
    }
    if (!shape.sheets.isEmpty()) {
        auto* sheet = comboOf(tr("Sheet"));
        for (const QString& name : shape.sheets)
            sheet->addItem(name, name);
        sheet->setCurrentIndex(shape.sheet.value - 1);
        reread(sheet, sheet->currentData(),
            [](intake::Choices& choices, const QVariant& chosen) { choices.sheet = chosen.toString(); });
        addGuess(tr("Sheet"), sheet, {});
    }
    if (shape.kind != intake::Kind::Xlsx && !m_work.choices().kind.has_value() && shape.kind != intake::Kind::Json) {
        auto* encoding = comboOf(tr("Text"));
        for (const auto one : {intake::Encoding::Utf8, intake::Encoding::Utf16Le, intake::Encoding::Utf16Be,
                 intake::Encoding::Windows1252})
            encoding->addItem(titleOf(one), int(one));
        encoding->setCurrentIndex(qMax(0, encoding->findData(int(shape.encoding.value))));
        reread(encoding, int(shape.encoding.value), [](intake::Choices& choices, const QVariant& chosen) {
            choices.encoding = static_cast<intake::Encoding>(chosen.toInt());
        });
        addGuess(tr("Text"), encoding,
            shape.encoding.example.isEmpty() ? tr("plain letters only: any encoding reads the same")
                                             : certain(shape.encoding, shape.encoding.example));
    }
    auto* numbers = comboOf(tr("Numbers"));
    for (const auto style : {intake::NumberStyle::En, intake::NumberStyle::De, intake::NumberStyle::Fr})
        numbers->addItem(intake::numberExample(style), int(style));
    numbers->addItem(tr("%1, never grouped").arg(intake::numberExample(intake::NumberStyle::Plain)),
        int(intake::NumberStyle::Plain));
    numbers->setCurrentIndex(qMax(0, numbers->findData(int(shape.numbers.value))));
    connect(numbers, &QComboBox::activated, this,
        [this, numbers] { m_work.setNumbers(static_cast<intake::NumberStyle>(numbers->currentData().toInt())); });
    addGuess(tr("Numbers"), numbers, certain(shape.numbers, shape.numbers.example));
    auto* dates = comboOf(tr("Dates"));
    for (const auto& [style, name] : {std::pair(intake::DateStyle::YearFirst, tr("Year first, 2026-11-23")),
             std::pair(intake::DateStyle::DayFirst, tr("Day first, 23/11/2026")),
             std::pair(intake::DateStyle::MonthFirst, tr("Month first, 11/23/2026"))})
        dates->addItem(name, int(style));
    dates->setCurrentIndex(qMax(0, dates->findData(int(shape.dates.value))));
    connect(dates, &QComboBox::activated, this,
        [this, dates] { m_work.setDates(static_cast<intake::DateStyle>(dates->currentData().toInt())); });
    if (m_work.mapping().columnOf(Field::Timestamp) >= 0)
        addGuess(tr("Dates"), dates, certain(shape.dates, shape.dates.example));
    else
        delete dates;
    if (m_work.hasSeveralLines() || m_work.lines()) {
        auto* lines = comboOf(tr("Orders of several lines"));
        lines->addItem(tr("Each line is an order of its own"), -1);
        lines->addItem(tr("Take the first line of an order"), int(intake::LineRule::First));
        lines->addItem(tr("Add the amounts of its lines up"), int(intake::LineRule::Sum));
        lines->addItem(tr("All lines must say the same"), int(intake::LineRule::Equal));
        lines->setCurrentIndex(m_work.lines() ? lines->findData(int(*m_work.lines())) : 0);
        connect(lines, &QComboBox::activated, this, [this, lines] {
            const int rule = lines->currentData().toInt();
            m_work.setLines(rule < 0 ? std::nullopt : std::optional(static_cast<intake::LineRule>(rule)));
        });
        addGuess(tr("Orders of several lines"), lines,
            m_work.lines() ? QString() : tr("some order IDs stand in several rows; the later ones are duplicates"));
    }
}

QString MatchPane::sampleOf(int column) const
{
    for (const std::vector<std::string>& row : m_work.sheet().shape().sample) {
        if (std::size_t(column) < row.size() && !row[std::size_t(column)].empty())
            return QString::fromStdString(row[std::size_t(column)]).simplified();
    }
    return {};
}

QString MatchPane::confidenceOf(int column) const
{
    const auto field = m_work.mapping().fieldOf(column);
    if (m_work.isMappingRemembered())
        return field ? tr("as last time") : QString();
    QString said;
    for (const intake::Candidate& candidate : m_work.suggestion().candidates) {
        if (candidate.column != column)
            continue;
        if (field == candidate.field)
            return tr("suggested, %1 %").arg(candidate.confidence);
        if (!field && said.isEmpty())
            said = tr("perhaps the %1, %2 %").arg(pixel::label(candidate.field)).arg(candidate.confidence);
    }
    return field ? tr("as you said") : said;
}

void MatchPane::fillColumns()
{
    qDeleteAll(m_columns->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_columns->layout();
    auto* grid = new QGridLayout(m_columns);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(ColumnGap);
    grid->setColumnStretch(3, 1);
    // The same from batch to batch, so that the eye knows where to look.
    grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * NameLetters);
    grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * SampleLetters);
    int at = 0;
    for (const QString& title : {tr("Your column"), tr("For example"), tr("Goes to")})
        grid->addWidget(mutedLabel(title), 0, at++);
    const QStringList names = intake::columnNames(m_work.sheet().shape().header);
    for (int column = 0; column < names.size(); ++column) {
        auto* name = new QLabel(QString(names[column]).replace(u'&', QStringLiteral("&&"))); // no access key
        name->setTextFormat(Qt::PlainText);
        auto* sample = mutedLabel();
        sample->setText(sample->fontMetrics().elidedText(
            sampleOf(column), Qt::ElideRight, sample->fontMetrics().averageCharWidth() * SampleLetters));
        auto* box = comboOf(names[column]);
        box->addItem(tr("Not used"));
        for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
            if (intake::isMappable(spec.field))
                box->addItem(pixel::label(spec.field), int(spec.field));
        }
        name->setBuddy(box);
        const auto field = m_work.mapping().fieldOf(column);
        box->setCurrentIndex(field ? box->findData(int(*field)) : 0);
        connect(box, &QComboBox::activated, this, [this, column, box] { mapColumn(column, box->currentData()); });
        grid->addWidget(name, column + 1, 0);
        grid->addWidget(sample, column + 1, 1);
        grid->addWidget(box, column + 1, 2);
        grid->addWidget(mutedLabel(confidenceOf(column)), column + 1, 3);
    }
}

void MatchPane::mapColumn(int column, const QVariant& field)
{
    intake::Mapping mapping = m_work.mapping();
    if (const auto before = mapping.fieldOf(column))
        mapping.setColumn(*before, -1);
    if (field.isValid())
        mapping.setColumn(static_cast<Field>(field.toInt()), column);
    m_work.setMapping(mapping);
    // Not now: the box that was used is one of those that are made anew.
    QMetaObject::invokeMethod(
        this,
        [this, column] {
            refresh();
            const auto boxes = m_columns->findChildren<QComboBox*>();
            if (column < boxes.size() && isVisible()) // somebody may have gone back to the rows
                boxes[column]->setFocus();
        },
        Qt::QueuedConnection);
}

// What no column gives: from the profile, unless another value is written here.
void MatchPane::fillConstants()
{
    qDeleteAll(m_constants->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_constants->layout();
    auto* grid = new QGridLayout(m_constants);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(ColumnGap);
    grid->setColumnStretch(2, 1);
    const pixel::Event defaults = m_work.profileDefaults();
    int row = 0;
    for (const Field field : {Field::ConversionName, Field::DigitalProperty, Field::Currency, Field::Shipping}) {
        if (m_work.mapping().columnOf(field) >= 0)
            continue;
        auto* edit = new QLineEdit(m_work.mapping().constants().value(field));
        edit->setPlaceholderText(defaults.value(field));
        edit->setMaximumWidth(edit->fontMetrics().averageCharWidth() * SampleLetters);
        auto* label = new QLabel(pixel::label(field));
        label->setBuddy(edit);
        edit->setAccessibleName(pixel::label(field));
        connect(edit, &QLineEdit::editingFinished, this, [this, edit, field] {
            intake::Mapping mapping = m_work.mapping();
            mapping.setConstant(field, edit->text().trimmed());
            m_work.setMapping(mapping);
        });
        grid->addWidget(label, row, 0);
        grid->addWidget(edit, row, 1);
        grid->addWidget(mutedLabel(defaults.has(field) ? tr("empty: the profile's, \"%1\"").arg(defaults.value(field))
                                                       : tr("empty: nothing")),
            row++, 2);
    }
}

void MatchPane::fillRest()
{
    const QString missing = m_work.whatIsMissing();
    m_missing->setVisible(!missing.isEmpty() || !m_work.suggestion().undecided.isEmpty());
    QString text = missing;
    for (const Field field : m_work.suggestion().undecided) {
        if (m_work.mapping().columnOf(field) < 0)
            text += (text.isEmpty() ? QString() : QStringLiteral(" "))
                + tr("Several columns may be the %1: say which.").arg(pixel::label(field));
    }
    m_missing->setText(text);
    m_missing->setVisible(!text.isEmpty());
    QPalette palette = m_missing->palette();
    palette.setColor(QPalette::WindowText, colours().check);
    m_missing->setPalette(palette);

    m_named->clear();
    m_named->addItem(tr("Choose..."));
    m_named->addItems(m_work.mappings().names());
    QStringList unused;
    const QStringList names = intake::columnNames(m_work.sheet().shape().header);
    for (int column = 0; column < names.size(); ++column) {
        if (!m_work.mapping().fieldOf(column))
            unused << names[column];
    }
    const QString rest = tr("Everything else that an order needs comes from the profile.");
    m_filled->setText(unused.isEmpty() ? rest
                                       : rest + u' '
                + tr("Not used, and kept in the files of results and rejects: %1.")
                      .arg(unused.join(QStringLiteral(", "))));
}

void MatchPane::saveMapping()
{
    bool given = false;
    const QString name = QInputDialog::getText(
        this, tr("Save the mapping"), tr("Its name:"), QLineEdit::Normal, m_work.mapping().name, &given);
    if (!given || name.trimmed().isEmpty())
        return;
    intake::Mapping mapping = m_work.mapping();
    mapping.name = name.trimmed();
    m_work.setMapping(mapping);
    if (const Done done = m_work.mappings().saveNamed(mapping, m_work.sheet().shape().header); !done)
        Q_EMIT m_work.failed(done.error());
    refresh();
}

} // namespace rookery::ui
