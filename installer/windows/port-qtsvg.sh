#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ports the source package qtsvg-opensource-src (Qt 5.15) to Qt 6.4, in place: for where qt6-svg cannot be had.
#   port-qtsvg.sh FOLDER
set -euo pipefail
cd "$1"
[ ! -e .ported ] || exit 0

# QStringRef became QStringView.
perl -pi -e '
    s{QStringRef\((\w[\w.]*)\.string\(\), \1\.position\(\)(?: \+ (\w+))?, ([^()]+(?:\(\))?[^()]*)\)}{"$1.mid(".($2//0).", $3)"}ge;
    s{QStringRef (\w+)\((\w[\w.]*)\.string\(\), \2\.position\(\) \+ (\w+), (.+)\);}{QStringView $1 = $2.mid($3, $4);}g;
    s{QStringRef (\w+)\(&(\w+), 1, (\w+)\.length\(\) - 1\);}{QStringView $1 = QStringView($2).mid(1);}g;
    s{QStringRef (\w+)\(&(\w+)\);}{QStringView $1($2);}g;
    s{QXmlStreamStringRef\((.+)\);}{$1.toString();}g;
    s{QStringRef\(&([\w.]+), (\w[\w.]*), (\w[\w.]*(?:\(\))?)\)}{QStringView($1).mid($2, $3)}g;
    s{QStringRef\(&(\w+)\)}{QStringView($1)}g;
    s{str\.string\(\)->constData\(\) \+ str\.position\(\)}{str.constData()};
    s{const QStringRef &}{QStringView }g;
    s{QXmlStreamStringRef}{QString}g;
    s{QStringRef}{QStringView}g;
' src/svg/*.cpp src/svg/*.h src/plugins/*/*/*.cpp src/plugins/*/*/*.h
# Removed or changed API.
perl -pi -e 's{unicode = 0;}{unicode = QChar(0);}' src/svg/qsvgfont.cpp
perl -pi -e 's{^#include "qtextcodec.h"\n}{}; s{setCodec\(QTextCodec::codecForName\("UTF-8"\)\)}{setEncoding(QStringConverter::Utf8)}' src/svg/qsvggenerator.cpp
perl -pi -e 's{^#include <QtGui/qmatrix.h>}{#include <QtGui/qtransform.h>}; s{^\s+QMatrix matrixForElement.*\n}{}' src/svg/qsvgrenderer.h
perl -0pi -e 's{QMatrix QSvgRenderer::matrixForElement.*?\n\}\n}{}s' src/svg/qsvgrenderer.cpp
perl -pi -e 's{font\.setWeight\(SVGToQtWeight\(states\.fontWeight\)\)}{font.setWeight(QFont::Weight(states.fontWeight))}' src/svg/qsvgstyle.cpp
perl -pi -e 's{^#include "qplatformdefs.h"\n}{}' src/svg/qsvghandler.cpp
perl -pi -e 's{color\.midRef\(1\)}{color.mid(1)}' src/svg/qsvggenerator.cpp
perl -0pi -e 's{#if QT_DEPRECATED_SINCE\(5, 15\)\nQT_WARNING_PUSH.*?#endif // QT_DEPRECATED_SINCE\(5, 15\)\n}{}s' src/svg/qsvgrenderer.cpp
perl -pi -e '
    s{QString attribute\(NodePtr node, const QString &name\) const override}{QString attributeValue(NodePtr node, const QCss::AttributeSelector &selector) const override};
    s{^(\s+)(QSvgNode \*n = svgNode\(node\);)$}{$1$2\n$1const QString &name = selector.name;} if $in; $in = /attributeValue\(NodePtr/ || ($in && !/svgNode/);
    s{qsvg_get_hex_rgb\(colorStrTr\.unicode\(\)}{qsvg_get_hex_rgb(colorStrTr.constData()};
    s{\(uncStr\.isEmpty\(\)\) \? 0 : uncStr\.at\(0\)}{(uncStr.isEmpty()) ? QChar(0) : uncStr.at(0)};
    s{\*const_cast<QChar \*>\(end\) = 0;}{*const_cast<QChar *>(end) = QChar(0);};
' src/svg/qsvghandler.cpp
# A null QStringView has no characters to point at, where a null QStringRef pointed at an empty string.
perl -0pi -e '
    s{\b(?!arg\b)(\w[\w.]*)\.constData\(\)}{qsvgChars($1)}g;
    s{(QT_BEGIN_NAMESPACE\n)}{$1\nstatic inline const QChar *qsvgChars(QStringView v)\n\{\n    static const QChar none;\n    return v.isNull() ? &none : v.data();\n\}\n};
' src/svg/qsvghandler.cpp
# Qt 6 build files: module Qt6Svg (no SvgWidgets) and its two plugins.
rm -rf examples tests doc include ./*.pro
cat > .cmake.conf <<'C'
set(QT_REPO_MODULE_VERSION "6.4.2")
set(QT_REPO_MODULE_PRERELEASE_VERSION_SEGMENT "")
C
cat > CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.16)
include(.cmake.conf)
project(QtSvg VERSION "${QT_REPO_MODULE_VERSION}" LANGUAGES CXX C)
find_package(Qt6 ${PROJECT_VERSION} CONFIG REQUIRED COMPONENTS BuildInternals Core Gui)
qt_build_repo()
C
cat > src/CMakeLists.txt <<'C'
add_subdirectory(svg)
add_subdirectory(plugins)
C
cat > src/svg/CMakeLists.txt <<'C'
qt_internal_add_module(Svg
    SOURCES
        qsvgfont.cpp qsvgfont_p.h qsvggenerator.cpp qsvggenerator.h qsvggraphics.cpp qsvggraphics_p.h
        qsvghandler.cpp qsvghandler_p.h qsvgnode.cpp qsvgnode_p.h qsvgrenderer.cpp qsvgrenderer.h
        qsvgstructure.cpp qsvgstructure_p.h qsvgstyle.cpp qsvgstyle_p.h qsvgtinydocument.cpp
        qsvgtinydocument_p.h qtsvgglobal.h qtsvgglobal_p.h
    DEFINES QT_NO_USING_NAMESPACE
    LIBRARIES Qt::CorePrivate Qt::GuiPrivate
    PUBLIC_LIBRARIES Qt::Core Qt::Gui
    PRIVATE_MODULE_INTERFACE Qt::CorePrivate Qt::GuiPrivate
)
if(QT_FEATURE_system_zlib)
    find_package(ZLIB REQUIRED)
    qt_internal_extend_target(Svg LIBRARIES ZLIB::ZLIB)
else()
    qt_internal_extend_target(Svg LIBRARIES Qt::ZlibPrivate)
endif()
C
cat > src/plugins/CMakeLists.txt <<'C'
qt_internal_add_plugin(QSvgPlugin OUTPUT_NAME qsvg PLUGIN_TYPE imageformats
    SOURCES imageformats/svg/main.cpp imageformats/svg/qsvgiohandler.cpp imageformats/svg/qsvgiohandler.h
    LIBRARIES Qt::Core Qt::Gui Qt::GuiPrivate Qt::Svg)
qt_internal_add_plugin(QSvgIconPlugin OUTPUT_NAME qsvgicon PLUGIN_TYPE iconengines
    SOURCES iconengines/svgiconengine/main.cpp iconengines/svgiconengine/qsvgiconengine.cpp iconengines/svgiconengine/qsvgiconengine.h
    LIBRARIES Qt::Core Qt::CorePrivate Qt::Gui Qt::GuiPrivate Qt::Svg)
C
rm -f src/svg/qsvgwidget.* src/svg/qgraphicssvgitem.* src/svg/svg.pro
touch .ported
