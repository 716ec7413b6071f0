using Limpid.Drawing;

namespace Limpid.Recognition;

/// <summary>A digit of a sheet to 28x28, by the steps of <see cref="PictureNormalizer"/> that come after ink is told
/// from paper.</summary>
internal static class DigitCrop
{
    private const int FullInkPercent = 90;
    private const int FaintestShare = 8; // an edge of less than 1/8 ink is paper

    /// <summary>The digit alone, centred, ink at 255 as dark as it may be on the page.</summary>
    public static GrayImage Of(InkPiece digit, PreparedPage sheet)
    {
        const int paper = AdaptiveThreshold.PaperLevel;
        GrayImage alone = digit.CutOut(sheet.Page, paper);
        int ink = Math.Max(
            Histogram.Of(alone).Quantile(sheet.Level, Histogram.Levels - 1, FullInkPercent),
            sheet.Level
        );
        GrayImage cleaned = new InkLevels(paper, paper + (ink - paper + FaintestShare - 1) / FaintestShare, ink).Apply(
            alone
        );
        GrayImage cropped = cleaned.Crop(PixelBox.Of(cleaned, 1, PixelBox.All(cleaned)));
        return Centering.ByMass(StrokeWidthNormalizer.Fit(cropped).Scaled, PictureNormalizer.Side);
    }
}
