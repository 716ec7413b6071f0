using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Recognition;

/// <summary>
/// Finds the digits on a photo or a scan and reads them: ink is told from paper in uneven light, ruled lines are wiped
/// out, slanting lines (up to about 10°) are laid
/// level, broken digits joined and touching ones parted where the recognizer is surer of the parts. Safe from any
/// number of threads.
/// </summary>
/// <remarks>A page is worked on at 8 million pixels at most, at 12 bytes each beside the picture itself.</remarks>
public sealed class PageReader
{
    private const double Gap = 0.5,
        GapOverUsual = 1.8; // of the usual height; of the usual gap on the page
    private readonly DigitReader _eye;
    private readonly ImmutableSequence<string> _names;

    /// <summary>A reader that asks a recognizer.</summary>
    /// <param name="recognizer">Reads single digits of 28x28.</param>
    /// <exception cref="LimpidException"><see cref="Fault.Mismatch"/>: it looks at pictures of another
    /// size.</exception>
    public PageReader(Recognizer recognizer)
        : this(picture => recognizer.Classify(picture), recognizer.ClassNames)
    {
        const int pixels = PictureNormalizer.Side * PictureNormalizer.Side;
        if (recognizer.Pixels != pixels)
            throw LimpidException.Mismatch(
                $"Pages are read digit by digit, each as {pixels} pixels, but this model looks at "
                    + $"{recognizer.Pixels}. Take a model of 28x28."
            );
    }

    internal PageReader(DigitReader eye, ImmutableSequence<string> names) => (_eye, _names) = (eye, names);

    /// <summary>Reads a page.</summary>
    /// <param name="image">Any size, dark on light or light on dark.</param>
    public PageReading Read(GrayImage image)
    {
        if (PreparedPage.Of(image) is not { } sheet)
            return new([]);
        var splitting = new Segmentation(sheet, _eye);
        List<List<ReadInk>> lines =
        [
            .. PageTextLines.Of(sheet.Pieces, sheet.Height).Select(splitting.Read).Where(line => line.Count > 0),
        ];
        double gap = LeastGap(lines, sheet.Height);
        return new(ImmutableSequence.From(lines.Select(line => Line(line, gap, sheet, image))));
    }

    /// <summary>The gap from which on a space is read: half a digit's height, and clearly more than between most
    /// neighbours.</summary>
    private static double LeastGap(List<List<ReadInk>> lines, int height)
    {
        List<int> gaps = [.. lines.SelectMany(line => line.Zip(line.Skip(1), Between)).Order()];
        return Math.Max(Gap * height, gaps.Count == 0 ? 0 : GapOverUsual * gaps[gaps.Count / 2]);
    }

    private static int Between(ReadInk left, ReadInk right) =>
        right.Ink.Box.Left - left.Ink.Box.Left - left.Ink.Box.Width;

    private PageLine Line(List<ReadInk> line, double gap, PreparedPage sheet, GrayImage image) =>
        new(
            ImmutableSequence.From(
                line.Select(
                    (digit, i) =>
                        new PageDigit
                        {
                            Box = sheet.OnPicture(digit.Ink, image),
                            Answer = digit.Seen.Answer,
                            Name = _names[digit.Seen.Answer.Class],
                            Picture = digit.Picture,
                            IsAfterGap = i > 0 && Between(line[i - 1], digit) >= gap,
                        }
                )
            )
        );
}
