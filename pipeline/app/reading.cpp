#include "pipeline/app/reading.hpp"

#include "pipeline/intake/child_page_reader.hpp"
#include "pipeline/intake/child_unpacker.hpp"
#include "pipeline/text/normalise.hpp"
#include "pipeline/text/utf8.hpp"

namespace docket::app {

std::unique_ptr<flow::Unpacker> make_unpacker(const ReadingSettings& reading) {
    return std::make_unique<intake::ChildUnpacker>(sandbox::Command{{reading.program, "unpack-child"}});
}

std::unique_ptr<flow::PageReader> make_page_reader(const ReadingSettings& reading) {
    intake::ReaderSettings settings;
    settings.program.argv = {reading.program, "reader-child", "--engine", reading.engine};
    if (!reading.script.empty())
        settings.program.argv.insert(settings.program.argv.end(), {"--script", reading.script});
    settings.children = reading.readers;
    return std::make_unique<intake::ChildPageReader>(std::move(settings));
}

std::string normalised_text(const ocr::PageText& page) {
    std::string out;
    for (const auto& line : page.lines) {
        std::u32string read;
        for (const auto& glyph : line.glyphs) read += glyph.ch;
        out += text::encode(text::normalise(read).text) + '\n';
    }
    return out;
}

} // namespace docket::app
