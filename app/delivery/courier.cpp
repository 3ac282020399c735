// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/courier.h"

#include "delivery/flight.h"
#include "delivery/request.h"

#include <QNetworkAccessManager>

#include <list>

namespace rookery::delivery {

namespace {

/// The connections of one profile; kept until its route changes, and as long as something is on its way.
struct Line {
    Route route;
    QSslConfiguration tls;
    QNetworkAccessManager network;
    bool used = false;
};

struct Job {
    Parcel parcel;
    Answer answer; ///< at the end, or of a request that could not be made
    std::shared_ptr<Line> line;
    std::unique_ptr<Flight> flight; ///< gone before its line
};

} // namespace

struct Courier::Private {
    explicit Private(Courier* courier) : q(courier) { }

    [[nodiscard]] tl::expected<std::shared_ptr<Line>, Answer> lineOf(const Parcel& parcel);
    [[nodiscard]] tl::expected<void, Answer> start(Job& job);
    void report(std::list<Job>::iterator job);

    Courier* q;
    QHash<QString, std::shared_ptr<Line>> lines;
    std::list<Job> jobs;
};

tl::expected<std::shared_ptr<Line>, Answer> Courier::Private::lineOf(const Parcel& parcel)
{
    std::shared_ptr<Line>& line = lines[parcel.line];
    if (line && line->route == parcel.route)
        return line;
    line.reset();
    auto tls = tlsOf(parcel.route);
    if (!tls)
        return tl::unexpected(tls.error());
    line = std::make_shared<Line>();
    line->route = parcel.route;
    line->tls = *tls;
    line->network.setProxyFactory(new ProxyChoice(parcel.route.useProxy)); // owned by the manager
    return line;
}

tl::expected<void, Answer> Courier::Private::start(Job& job)
{
    auto line = lineOf(job.parcel);
    if (!line)
        return tl::unexpected(line.error());
    const auto request = requestOf(job.parcel, (*line)->tls);
    if (!request)
        return tl::unexpected(request.error());
    job.line = *line;
    job.flight = std::make_unique<Flight>(job.line->network, *request, job.parcel.route, job.line->used);
    job.line->used = true;
    return {};
}

// Queued, so that nobody hears of it inside send() or abortAll(), and so that a listener may delete the courier:
// Qt's reply is not on the stack any more.
void Courier::Private::report(std::list<Job>::iterator job)
{
    QMetaObject::invokeMethod(
        q,
        [this, job] {
            Job done = std::move(*job);
            jobs.erase(job);
            if (done.flight)
                done.answer = done.flight->answer();
            nameProxyTrouble(done.answer, done.parcel);
            Q_EMIT q->finished(done.parcel, done.answer);
        },
        Qt::QueuedConnection);
}

Courier::Courier(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)) { }

Courier::~Courier() = default;

void Courier::send(const Parcel& parcel)
{
    d->jobs.push_back({parcel, {}, nullptr, nullptr});
    const auto job = std::prev(d->jobs.end());
    if (const auto started = d->start(*job); !started) {
        job->answer = started.error();
        d->report(job);
        return;
    }
    connect(job->flight.get(), &Flight::landed, this, [this, job] { d->report(job); });
}

int Courier::inFlight() const { return int(d->jobs.size()); }

void Courier::abortAll()
{
    for (const Job& job : d->jobs) {
        if (job.flight)
            job.flight->abort();
    }
}

void Courier::forgetConnections()
{
    // Not clearConnectionCache(): that ends the thread under requests that are still on their way.
    d->lines.clear();
}

} // namespace rookery::delivery
