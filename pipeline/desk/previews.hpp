// Drawn pages that a browser is about to fetch: kept in memory under a token that only the person who asked
// may use, the newest 64. Any thread.
#pragma once

#include "pipeline/desk/ports.hpp"

#include <deque>
#include <mutex>
#include <optional>

namespace docket::desk {

class Previews {
  public:
    struct Preview {
        std::string case_number;
        std::shared_ptr<const Drawing> drawing;
    };
    void keep(std::string token, std::string person, Preview preview) {
        const std::lock_guard hold(mutex_);
        kept_.push_back({std::move(token), std::move(person), std::move(preview)});
        if (kept_.size() > most) kept_.pop_front();
    }
    // Nothing where it is gone or somebody else's.
    std::optional<Preview> find(std::string_view token, std::string_view person) const {
        const std::lock_guard hold(mutex_);
        for (const auto& one : kept_)
            if (one.token == token && one.person == person) return one.preview;
        return {};
    }

  private:
    static constexpr std::size_t most = 64;
    struct Kept {
        std::string token, person;
        Preview preview;
    };
    mutable std::mutex mutex_;
    std::deque<Kept> kept_;
};

} // namespace docket::desk
