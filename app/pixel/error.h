// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace rookery {

/// Why something could not be done: a code to act on, a sentence for the operator, detail for the analyst.
struct Error {
    enum class Code {
        BadInput, ///< a value, a file or a request that a person has to mend; nothing was accepted
        NotFound,
        Duplicate,  ///< the order ID is known; a deliberate decision releases it
        NotAllowed, ///< a legal request at the wrong moment, e.g. resending what is under way
        Storage,    ///< the disk or the ledger failed
        DiskFull,
        ReadOnly,
        Busy, ///< another program holds the writer's lock for too long
        NotALedger,
        NewerLedger,
        Rescued,     ///< it was damaged, and what could be read is in a new ledger: it opens when it is asked again
        Interrupted, ///< nobody wants the answer any more
        Internal,
    };

    Code code = Code::Internal;
    QString sentence;
    QString detail = {};
};

template <typename T>
using Result = tl::expected<T, Error>;
using Done = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> failure(Error::Code code, QString sentence, QString detail = {})
{
    return tl::unexpected(Error{code, std::move(sentence), std::move(detail)});
}

} // namespace rookery
