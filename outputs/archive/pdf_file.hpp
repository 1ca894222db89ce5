// A PDF file written from front to back: of an object that was written only its place stays in memory, so
// that a file of three hundred pages takes no more than one of three. Structure after PDF 1.4 and ISO
// 19005-1, 6.1: no object streams, one cross-reference table. One thread.
#pragma once

#include "pipeline/base/digest.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace docket::outputs {

class PdfFile {
  public:
    // Starts the file, replacing one that is there.
    explicit PdfFile(const std::filesystem::path& file);

    int reserve();                                  // the number of an object that is written later, once
    void object(int number, std::string_view body); // a dictionary, an array, …
    // `entries` go into the stream's dictionary beside its length: "/Type/Metadata/Subtype/XML".
    void stream(int number, std::string_view entries, std::span<const std::uint8_t> bytes);
    void packed(int number, std::string_view entries, std::string_view bytes); // the same, deflated

    // The table and the trailer; its identifier is a digest of all before it, so that the same content gives
    // the same file. Failure: unavailable "archive.unwritable" when the disk did not take all of it.
    Result<void> finish(int root, int info);

  private:
    void put(std::string_view bytes);
    void begin(int number);

    std::filesystem::path path_;
    std::ofstream out_;
    Hasher hasher_;
    std::uint64_t written_ = 0;
    std::vector<std::uint64_t> places_{0}; // by object number; 0 where it is not written yet
};

std::string reference(int number);              // "12 0 R"
std::string number_text(double value);          // two decimals, a point, no exponent
std::string text_string(std::string_view utf8); // a string object of any characters: UTF-16BE in hexadecimal
std::string hex(std::span<const std::uint8_t> bytes);
Bytes deflated(std::span<const std::uint8_t> bytes);
std::span<const std::uint8_t> bytes_of(std::string_view text);

} // namespace docket::outputs
