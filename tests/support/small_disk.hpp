// A disk of a few megabytes for a test that fills it: a tmpfs in a mount namespace of this process, so it is
// gone with the process, however that ends. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace docket::testing {

// Mounted over a folder until the object goes. usable() is false where neither root nor user namespaces are
// to be had; why() says what to do.
class SmallDisk {
  public:
    SmallDisk(std::filesystem::path place, std::int64_t megabytes);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    bool usable() const { return mounted_; }
    const std::string& why() const { return why_; }
    // Until only `left` bytes are free; made room for again by make_room().
    void fill(std::int64_t left) const;
    void make_room() const;

  private:
    std::filesystem::path place_;
    std::string why_;
    bool mounted_ = false;
};

} // namespace docket::testing
