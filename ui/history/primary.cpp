// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/primary.h"

#include "ui/common/card.h"

#include <QPushButton>

namespace rookery::ui {

void setPrimary(QPushButton* button, bool primary)
{
    if (primary)
        return makePrimary(button);
    button->setPalette({});
    button->setFont({});
}

} // namespace rookery::ui
