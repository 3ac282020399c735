// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace rookery::intake {

/// Memory for tables that are looked into here and there: a large one asks for large pages, without which most of the
/// time goes into finding the page. Where the system gives none, it is memory like any other.
template <typename T>
class LargePages {
public:
    using value_type = T; // NOLINT(readability-identifier-naming): the standard's name

    LargePages() = default;
    template <typename U>
    explicit LargePages(const LargePages<U>& /*unused*/)
    {
    }

    [[nodiscard]] T* allocate(std::size_t count)
    {
#ifdef __linux__
        if (const std::size_t size = count * sizeof(T); size >= Page) {
            const std::size_t whole = (size + Page - 1) / Page * Page;
            void* memory = std::aligned_alloc(Page, whole);
            if (memory == nullptr)
                throw std::bad_alloc();
            (void)::madvise(memory, whole, MADV_HUGEPAGE);
            return static_cast<T*>(memory);
        }
#endif
        return static_cast<T*>(::operator new(count * sizeof(T)));
    }

    void deallocate(T* memory, [[maybe_unused]] std::size_t count)
    {
#ifdef __linux__
        if (count * sizeof(T) >= Page) {
            std::free(memory); // NOLINT(*-no-malloc)
            return;
        }
#endif
        ::operator delete(memory);
    }

    bool operator==(const LargePages&) const = default;

private:
    static constexpr std::size_t Page = 2UL * 1024 * 1024;
};

} // namespace rookery::intake
