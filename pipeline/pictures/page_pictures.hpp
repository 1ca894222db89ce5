// Page pictures, made in a child process when they are first asked for and kept under the digest of the scan.
// Pictures with a watermark are made for one request and not kept. A file appears whole or not at all. Any
// thread; one child serves them in turn and is replaced after a death and after two hundred pictures.
#pragma once

#include "pipeline/desk/ports.hpp"
#include "pipeline/sandbox/conversation.hpp"

#include <atomic>
#include <memory>
#include <mutex>

namespace docket::pictures {

inline sandbox::Limits picture_limits() {
    sandbox::Limits limits;
    limits.resident_bytes = 900LL << 20U; // a page of a hundred million pixels in colour, twice
    limits.wall = Millis{30'000};
    return limits;
}

class PagePictures final : public desk::Pictures {
  public:
    // `program` becomes picture_child_main(): {"/usr/bin/docket", "picture-child"}. `folder` is made when
    // missing; what is in it may be removed at any time.
    PagePictures(sandbox::Command program, const std::filesystem::path& folder,
                 sandbox::Limits limits = picture_limits());
    Result<Bytes> jpeg(const desk::PictureWish& wish) override;

  private:
    std::filesystem::path place_of(const desk::PictureWish& wish) const;
    Result<void> make(const desk::PictureWish& wish, const std::filesystem::path& to);

    const sandbox::Command program_;
    const std::filesystem::path folder_;
    const sandbox::Limits limits_;
    std::mutex mutex_;
    std::unique_ptr<sandbox::Conversation> child_; // guarded by mutex_
    int made_ = 0;                                 // by this child; guarded by mutex_
    std::atomic<std::uint64_t> temporary_{0};
};

} // namespace docket::pictures
