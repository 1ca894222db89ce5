// The shelf in memory: what lies on it, by "folder/name". Any thread.
#pragma once

#include "pipeline/flow/tools.hpp"

#include <map>
#include <mutex>

namespace docket::testing {

class RecordingShelf final : public flow::Shelf {
  public:
    Result<std::string> put(std::string_view folder, std::string_view name,
                            std::span<const std::uint8_t> bytes) override {
        const std::lock_guard lock(mutex_);
        const auto place = std::string(folder) + "/" + std::string(name);
        files_[place] = std::string(bytes.begin(), bytes.end());
        return place;
    }
    std::map<std::string, std::string> files() const {
        const std::lock_guard lock(mutex_);
        return files_;
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::string> files_;
};

} // namespace docket::testing
