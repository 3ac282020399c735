// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace rookery::ui {

/// Rows, not cells: no grid, no cell focus, a line under each row, the text of header and cells on one axis.
void calmTable(QTableView* table);

} // namespace rookery::ui
