// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/answers.h"

#include <array>

using model::Came;

namespace {

using Reply = QNetworkReply;
using rookery::delivery::Outcome;
const std::array<Look, LooksCount> Looks{
    Look{Came::Image, Reply::NoError, 200, 1, true, false, "image/gif", 0, Outcome::Delivered},
    Look{Came::WebPage, Reply::NoError, 200, 1, true, false, "text/html", 0, Outcome::Unknown},
    Look{Came::Redirect, Reply::NoError, 302, 1, true, false, "", 0, Outcome::Refused},
    Look{Came::Refusal, Reply::ContentNotFoundError, 404, 1, true, false, "", 0, Outcome::Refused},
    Look{Came::Busy, Reply::ServiceUnavailableError, 503, 1, true, false, "", 900, Outcome::Waiting},
    Look{Came::BusyTwice, Reply::ServiceUnavailableError, 503, 2, true, false, "", 0, Outcome::Unknown},
    Look{Came::Nobody, Reply::ConnectionRefusedError, 0, 0, false, false, "", 0, Outcome::Waiting},
    Look{Came::Offline, Reply::HostNotFoundError, 0, 0, false, false, "", 0, Outcome::Waiting},
    Look{Came::Insecure, Reply::SslHandshakeFailedError, 0, 0, false, false, "", 0, Outcome::Waiting},
    Look{Came::SignIn, Reply::ProxyAuthenticationRequiredError, 0, 0, false, false, "", 0, Outcome::Waiting},
    Look{Came::Silence, Reply::OperationCanceledError, 0, 1, false, true, "", 0, Outcome::Unknown},
    Look{Came::Reset, Reply::RemoteHostClosedError, 0, 1, false, false, "", 0, Outcome::Unknown},
    Look{Came::Half, Reply::RemoteHostClosedError, 200, 1, false, false, "image/gif", 0, Outcome::Unknown},
};

} // namespace

const Look& lookOf(Came came) { return Looks[std::size_t(came)]; }

rookery::delivery::Answer answerOf(const Look& look)
{
    rookery::delivery::Answer answer;
    answer.error = look.error;
    if (look.status > 0)
        answer.status = look.status;
    answer.leftCount = look.left;
    answer.complete = look.complete;
    answer.timedOut = look.timedOut;
    if (*look.type)
        answer.headers << qMakePair(QByteArray("Content-Type"), QByteArray(look.type));
    if (look.retryAfter > 0)
        answer.headers << qMakePair(QByteArray("Retry-After"), QByteArray::number(look.retryAfter));
    answer.body = look.came == Came::WebPage ? "<!DOCTYPE html><html>Sign in</html>" : "GIF89a";
    return answer;
}
