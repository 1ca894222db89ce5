// What the lists of counsel and leader say of a text, kept by the digest of its bytes, which never change: no
// row is laid out twice. The newest 4096, until the program ends. What the check finds and what people say to
// it depends on more than the text and is never kept here. Any thread.
#pragma once

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

class Glances {
  public:
    std::optional<Glance> find(const std::string& text) const {
        const std::lock_guard hold(mutex_);
        const auto found = kept_.find(text);
        return found == kept_.end() ? std::nullopt : std::optional(found->second);
    }
    void keep(const std::string& text, Glance glance) {
        const std::lock_guard hold(mutex_);
        if (!kept_.emplace(text, std::move(glance)).second) return; // two looked at once
        order_.push_back(text);
        if (order_.size() <= most) return;
        kept_.erase(order_.front());
        order_.pop_front();
    }

  private:
    static constexpr std::size_t most = 4096;
    mutable std::mutex mutex_;
    std::map<std::string, Glance> kept_;
    std::deque<std::string> order_; // oldest first
};

} // namespace docket::desk
