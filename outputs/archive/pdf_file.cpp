#include "outputs/archive/pdf_file.hpp"

#include "pipeline/base/assert.hpp"
#include "pipeline/base/utf8.hpp"

#include <zlib.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace docket::outputs {
namespace {

// Ten digits, as an entry of the cross-reference table has them.
std::string padded(std::uint64_t place) {
    constexpr std::size_t digits = 10;
    auto text = std::to_string(place);
    return std::string(digits - std::min(digits, text.size()), '0') + text;
}

} // namespace

PdfFile::PdfFile(const std::filesystem::path& file) : path_(file), out_(file, std::ios::binary) {
    put("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n");
}

void PdfFile::put(std::string_view bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    hasher_.add(bytes_of(bytes));
    written_ += bytes.size();
}

int PdfFile::reserve() {
    places_.push_back(0);
    return static_cast<int>(places_.size()) - 1;
}

void PdfFile::begin(int number) {
    auto& place = places_.at(static_cast<std::size_t>(number));
    DOCKET_ASSERT(place == 0, "an object of a PDF is written once");
    place = written_;
    put(std::to_string(number) + " 0 obj\n");
}

void PdfFile::object(int number, std::string_view body) {
    begin(number);
    put(body);
    put("\nendobj\n");
}

void PdfFile::stream(int number, std::string_view entries, std::span<const std::uint8_t> bytes) {
    begin(number);
    put("<<" + std::string(entries) + "/Length " + std::to_string(bytes.size()) + ">>\nstream\n");
    put({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    put("\nendstream\nendobj\n");
}

void PdfFile::packed(int number, std::string_view entries, std::string_view bytes) {
    stream(number, std::string(entries) + "/Filter/FlateDecode", deflated(bytes_of(bytes)));
}

Result<void> PdfFile::finish(int root, int info) {
    constexpr std::size_t identifier_bytes = 16;
    const auto start = written_;
    const auto digest = hasher_.finish();
    const auto id = hex(std::span(digest.bytes).first(identifier_bytes));
    std::string end = "xref\n0 " + std::to_string(places_.size()) + "\n0000000000 65535 f \n";
    for (std::size_t i = 1; i < places_.size(); ++i) {
        DOCKET_ASSERT(places_[i] != 0, "an object of a PDF was promised and never written");
        end += padded(places_[i]) + " 00000 n \n";
    }
    end += "trailer\n<</Size " + std::to_string(places_.size()) + "/Root " + reference(root) + "/Info " +
           reference(info) + "/ID[<" + id + "><" + id + ">]>>\nstartxref\n" + std::to_string(start) +
           "\n%%EOF\n";
    out_.write(end.data(), static_cast<std::streamsize>(end.size()));
    out_.close();
    if (!out_)
        return fail(Kind::unavailable, "archive.unwritable",
                    "归档副本未能写入磁盘（" + path_.filename().string() + "），腾出空间后会再试。");
    return {};
}

std::string reference(int number) { return std::to_string(number) + " 0 R"; }

std::string number_text(double value) {
    std::array<char, 64> digits{};
    const auto [end, error] =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2);
    DOCKET_ASSERT(error == std::errc{}, "a length of a page has too many digits");
    return {digits.data(), end};
}

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::string text_string(std::string_view utf8) {
    Bytes units{0xFE, 0xFF};
    const auto add = [&](char32_t unit) {
        units.push_back(static_cast<std::uint8_t>(unit >> 8U));
        units.push_back(static_cast<std::uint8_t>(unit & 0xFFU));
    };
    for (const char32_t c : code_points(utf8)) {
        if (c > 0xFFFF) add(0xD800 + ((c - 0x10000) >> 10U));
        add(c > 0xFFFF ? 0xDC00 + ((c - 0x10000) & 0x3FFU) : c);
    }
    return "<" + hex(units) + ">";
}

Bytes deflated(std::span<const std::uint8_t> bytes) {
    auto size = compressBound(static_cast<uLong>(bytes.size()));
    Bytes out(size);
    if (compress(out.data(), &size, bytes.data(), static_cast<uLong>(bytes.size())) != Z_OK)
        throw std::runtime_error("no memory to compress a page with");
    out.resize(size);
    return out;
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace docket::outputs
