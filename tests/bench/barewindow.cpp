// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a Qt window costs: what the console's start is measured beside.
#include <QApplication>
#include <QMainWindow>
#include <QTimer>

#include <cstdio>

namespace {

class BareWindow final : public QMainWindow {
protected:
    void paintEvent(QPaintEvent* event) override
    {
        QMainWindow::paintEvent(event);
        if (m_painted)
            return;
        m_painted = true;
        QTimer::singleShot(0, this, [] { std::fprintf(stderr, "first-paint\n"); });
    }

private:
    bool m_painted = false;
};

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    BareWindow window;
    window.resize(1280, 720);
    window.show();
    return QApplication::exec();
}
