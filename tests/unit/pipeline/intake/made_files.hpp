// Files made for a test, good and bad, in a folder that goes with it.
#pragma once

#include "pipeline/base/digest.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace docket::intake {

class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

std::filesystem::path save(const std::filesystem::path& file, const Bytes& bytes);
std::filesystem::path save(const std::filesystem::path& file, const std::string& text);
Bytes bytes_of(const std::filesystem::path& file);

enum class Encoding { png, jpeg, group4 };
// A picture with some black on white, 300 dpi; depth 1, 8 or 32 bits a pixel.
Bytes picture(Encoding encoding, int depth, int width = 400, int height = 300);
Bytes tiff_of_pages(const Folder& folder, int pages, int depth);

// A PNG whose header announces another size, with its check sum made right again.
Bytes png_that_says(Bytes png, std::uint32_t width, std::uint32_t height);
// The first bytes of a JPEG that announces this size, and nothing behind them.
Bytes jpeg_bomb(int width, int height);

enum class Inside { jpeg, group4, flate };
Bytes pdf_of_scan(Inside inside, int depth);
std::string pdf_of_text(int pages, const std::string& extra = ""); // `extra` goes into each page's dictionary
void encrypt(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace docket::intake
