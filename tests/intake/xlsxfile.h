// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/opening.h"

#include <zip.h>

#include <string>
#include <utility>
#include <vector>

namespace rookery::intake {

/// The parts of a zip archive, in any order; the same name twice is there twice.
using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zipped(const Parts& parts)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    for (const auto& [name, content] : parts) {
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    }
    zip_close(archive);
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    std::string bytes(std::size_t(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

/// A spreadsheet of XML written by hand; each part can be made odd on its own.
struct XlsxFile {
    std::string rootRelationships
        = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
          R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/)"
          R"(2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
    std::string workbookProperties;
    std::string sheets = R"(<sheet name="Orders" sheetId="1" r:id="rId1"/>)";
    std::string relationships = relationship("rId1", "worksheet", "worksheets/sheet1.xml")
        + relationship("rId8", "styles", "styles.xml") + relationship("rId9", "sharedStrings", "sharedStrings.xml");
    std::string formats; ///< `<numFmt>` elements
    std::string styles;  ///< `<xf>` elements of cells
    std::string strings; ///< `<si>` elements
    std::string beforeData;
    std::string data; ///< `<row>` elements
    std::string afterData;
    Parts more;

    [[nodiscard]] static std::string relationship(const std::string& id, const std::string& type,
        const std::string& target, const std::string& base = "http://schemas.openxmlformats.org/officeDocument/2006")
    {
        return "<Relationship Id=\"" + id + "\" Type=\"" + base + "/relationships/" + type + "\" Target=\"" + target
            + "\"/>";
    }

    [[nodiscard]] std::string sheet() const
    {
        return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + beforeData
            + "<sheetData>" + data + "</sheetData>" + afterData + "</worksheet>";
    }

    [[nodiscard]] Parts parts() const
    {
        const std::string head = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                 "\r\n";
        Parts all{
            {"_rels/.rels", head + rootRelationships},
            {"xl/workbook.xml",
                head + R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r">)"
                    + workbookProperties + "<sheets>" + sheets + "</sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels", head + "<Relationships>" + relationships + "</Relationships>"},
            {"xl/styles.xml",
                head + "<styleSheet><numFmts>" + formats
                    + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>" + "<cellXfs><xf numFmtId=\"0\"/>"
                    + styles + "</cellXfs></styleSheet>"},
            {"xl/sharedStrings.xml", head + "<sst>" + strings + "</sst>"},
            {"xl/worksheets/sheet1.xml", head + sheet()},
        };
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    [[nodiscard]] std::string bytes() const { return zipped(parts()); }
};

/// `codes[i]` is the format of style `i + 1`.
inline void setFormats(XlsxFile& file, const std::vector<std::string>& codes)
{
    int id = 200;
    for (const std::string& code : codes) {
        const std::string number = std::to_string(id++);
        file.formats += "<numFmt numFmtId=\"" + number + "\" formatCode=\"" + code + "\"/>";
        file.styles += "<xf numFmtId=\"" + number + "\" applyNumberFormat=\"1\"/>";
    }
}

} // namespace rookery::intake
