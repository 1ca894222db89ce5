// What is told at a glance of bytes that never change, kept by their digest: what the lists of counsel and
// leader say of a text, so that no row is laid out twice, and what the table of a batch shows of a page's
// reading, so that none is opened again at every step of sorting. The newest 4096 of each, until the program
// ends. What the check finds and what people say to it depends on more than the text and is never kept here.
// Any thread.
#pragma once

#include "ocr/page.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace docket::desk {

struct Glance {
    std::int64_t pages = 0;
    std::string asked; // what the dispositions ask for, in short
};

struct SheetGlance {
    ocr::PageText page; // without its lines
    std::string words;  // the first ones on it
};

template <class Seen> class GlancesOf {
  public:
    std::optional<Seen> find(const std::string& digest) const {
        const std::lock_guard hold(mutex_);
        const auto found = kept_.find(digest);
        return found == kept_.end() ? std::nullopt : std::optional(found->second);
    }
    void keep(const std::string& digest, Seen glance) {
        const std::lock_guard hold(mutex_);
        if (!kept_.emplace(digest, std::move(glance)).second) return; // two looked at once
        order_.push_back(digest);
        if (order_.size() <= most) return;
        kept_.erase(order_.front());
        order_.pop_front();
    }

  private:
    static constexpr std::size_t most = 4096;
    mutable std::mutex mutex_;
    std::map<std::string, Seen> kept_;
    std::deque<std::string> order_; // oldest first
};

struct Glances {
    GlancesOf<Glance> texts;
    GlancesOf<SheetGlance> sheets;
};

} // namespace docket::desk
