#include "outputs/render/archival.hpp"

#include "outputs/xmp.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#pragma GCC diagnostic pop

namespace docket::outputs {
namespace {

using Object = QPDFObjectHandle;

void add_output_intent(QPDF& pdf, const std::string& profile) {
    auto stream = Object::newStream(&pdf, profile);
    stream.getDict().replaceKey("/N", Object::newInteger(3));
    auto intent = Object::newDictionary();
    intent.replaceKey("/Type", Object::newName("/OutputIntent"));
    intent.replaceKey("/S", Object::newName("/GTS_PDFA1"));
    intent.replaceKey("/OutputConditionIdentifier", Object::newString("sRGB IEC61966-2.1"));
    intent.replaceKey("/Info", Object::newString("sRGB IEC61966-2.1"));
    intent.replaceKey("/DestOutputProfile", pdf.makeIndirectObject(stream));
    auto intents = Object::newArray();
    intents.appendItem(pdf.makeIndirectObject(intent));
    pdf.getRoot().replaceKey("/OutputIntents", intents);
}

// The highest CID of a /W array: c [w ...] or first last w.
int last_cid(Object widths) {
    int last = 0;
    for (int i = 0; i + 1 < widths.getArrayNItems();) {
        const int first = widths.getArrayItem(i).getIntValueAsInt();
        auto next = widths.getArrayItem(i + 1);
        const bool listed = next.isArray();
        last = std::max(last, listed ? first + next.getArrayNItems() - 1 : next.getIntValueAsInt());
        i += listed ? 2 : 3;
    }
    return last;
}

// 6.3.5: the subset says which CIDs it holds; Cairo numbers them 0..n without a gap.
void complete_font(QPDF& pdf, Object font) {
    if (!font.isDictionary() || !font.getKey("/Subtype").isNameAndEquals("/Type0")) return;
    auto descendant = font.getKey("/DescendantFonts").getArrayItem(0);
    const auto count = static_cast<std::size_t>(last_cid(descendant.getKey("/W"))) + 1;
    std::string bits((count + 7) / 8, '\0');
    for (std::size_t cid = 0; cid < count; ++cid)
        bits[cid / 8] = static_cast<char>(static_cast<unsigned char>(bits[cid / 8]) | (0x80U >> (cid % 8)));
    auto set = Object::newStream(&pdf, bits);
    descendant.getKey("/FontDescriptor").replaceKey("/CIDSet", pdf.makeIndirectObject(set));
    if (descendant.getKey("/Subtype").isNameAndEquals("/CIDFontType2") && !descendant.hasKey("/CIDToGIDMap"))
        descendant.replaceKey("/CIDToGIDMap", Object::newName("/Identity"));
}

void add_metadata(QPDF& pdf, const RenderInfo& info) {
    auto known = pdf.getTrailer().getKey("/Info");
    const auto producer = known.getKey("/Producer").getUTF8Value();
    for (const auto& key : known.getKeys())
        if (key != "/Title" && key != "/Author" && key != "/Producer" && key != "/CreationDate")
            known.removeKey(key);
    auto stream = Object::newStream(&pdf, archival_xmp(info, producer));
    stream.getDict().replaceKey("/Type", Object::newName("/Metadata"));
    stream.getDict().replaceKey("/Subtype", Object::newName("/XML"));
    auto root = pdf.getRoot();
    root.replaceKey("/Metadata", pdf.makeIndirectObject(stream));
    root.replaceKey("/Lang", Object::newString("zh-CN"));
    auto preferences = Object::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", Object::newBool(true));
    root.replaceKey("/ViewerPreferences", preferences);
}

Bytes written(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setNewlineBeforeEndstream(true); // 6.1.7
    writer.setDeterministicID(true);
    writer.forcePDFVersion("1.4");
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {buffer->getBuffer(), buffer->getBuffer() + buffer->getSize()};
}

} // namespace

Result<Bytes> make_archival(const Bytes& drawn, const RenderInfo& info, const std::string& profile) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("drawn", reinterpret_cast<const char*>(drawn.data()), drawn.size());
        for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
            page.getObjectHandle().removeKey("/Group"); // 6.4: nothing is transparent
            auto fonts = page.getAttribute("/Resources", false).getKey("/Font");
            if (!fonts.isDictionary()) continue;
            for (const auto& key : fonts.getKeys()) complete_font(pdf, fonts.getKey(key));
        }
        add_output_intent(pdf, profile);
        add_metadata(pdf, info);
        return written(pdf);
    } catch (const std::exception& e) {
        return fail(Kind::internal, "pdf.archive", std::string("PDF归档处理失败：") + e.what());
    }
}

} // namespace docket::outputs
