// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/webpage.h"

#include <QStringDecoder>

#include <algorithm>

namespace rookery::delivery {

namespace {

bool isHtmlType(const QByteArray& contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type == "text/html" || type == "application/xhtml+xml";
}

// Strips what may stand in front of the first tag. A comment that never ends counts as one: only pages begin so.
QStringView withoutPreamble(QStringView text)
{
    for (;;) {
        text = text.trimmed();
        const bool comment = text.startsWith(u"<!--");
        if (!comment && !text.startsWith(u"<?xml"))
            return text;
        const QStringView mark = comment ? QStringView(u"-->") : QStringView(u"?>");
        const qsizetype end = text.indexOf(mark, comment ? 4 : 5);
        if (end < 0)
            return comment ? QStringView(u"<html") : QStringView();
        text = text.sliced(end + mark.size());
    }
}

bool beginsLikeHtml(const QByteArray& body)
{
    const auto encoding = QStringDecoder::encodingForData(body);
    const QString text = QStringDecoder(encoding.value_or(QStringDecoder::Utf8)).decode(body);
    const QStringView start = withoutPreamble(text);
    static constexpr QStringView Tags[]
        = {u"<!doctype html", u"<html", u"<head", u"<body", u"<title", u"<script", u"<meta"};
    return std::any_of(std::begin(Tags), std::end(Tags), [start](QStringView tag) {
        if (!start.startsWith(tag, Qt::CaseInsensitive))
            return false;
        // <header> of some XML is not <head>.
        const QStringView rest = start.sliced(tag.size());
        return rest.isEmpty() || rest.front() == u'>' || rest.front() == u'/' || rest.front().isSpace();
    });
}

} // namespace

bool isWebPage(const Answer& answer)
{
    if (answer.body.isEmpty() && answer.complete)
        return false;
    return isHtmlType(answer.header("content-type")) || beginsLikeHtml(answer.body);
}

} // namespace rookery::delivery
