using Limpid.Tests.Recognition;

namespace PageReadingBench;

/// <summary>The kinds of pages that are measured.</summary>
internal static class PageKinds
{
    public static IReadOnlyList<(string Name, PageStyle Style)> All { get; } =
    [
        ("plain", new()),
        ("one short line", new() { Lines = (1, 1), InLine = (5, 7) }),
        ("40 digits", new() { Lines = (5, 5), InLine = (8, 8) }),
        ("small, 24 pixels", new() { Height = 24 }),
        (
            "large, 300 pixels",
            new()
            {
                Height = 300,
                Lines = (1, 3),
                InLine = (5, 5),
            }
        ),
        ("sizes of 1 to 2.5", new() { SizeSpread = 0.43, LineDistance = 2 }),
        ("slant of 4 degrees", new() { Slant = 4 }),
        ("slant of 8 degrees", new() { Slant = 8 }),
        ("shade of 60 %", new() { Shade = 0.6 }),
        ("noise of 20 levels", new() { Noise = 20 }),
        ("pale ink, noise of 8", new() { Ink = 0.25, Noise = 8 }),
        ("ruled", new() { IsRuled = true }),
        ("light on dark", new() { IsLightOnDark = true, Shade = 0.3 }),
        (
            "shade, noise, rules, slant of 8",
            new()
            {
                Slant = 8,
                Shade = 0.5,
                Noise = 8,
                IsRuled = true,
                SizeSpread = 0.3,
                LineDistance = 2,
            }
        ),
        ("every 6th pair touches", new() { TouchChance = 1 / 6.0 }),
        (
            "pairs that touch",
            new()
            {
                TouchChance = 1,
                InLine = (2, 2),
                Lines = (4, 6),
            }
        ),
        (
            "pairs that overlap by 6 %",
            new()
            {
                TouchChance = 1,
                Overlap = 0.06,
                InLine = (2, 2),
                Lines = (4, 6),
            }
        ),
        (
            "triples that touch",
            new()
            {
                TouchChance = 1,
                InLine = (3, 3),
                Lines = (3, 5),
            }
        ),
        (
            "all of it, some touch",
            new()
            {
                Slant = 8,
                Shade = 0.5,
                Noise = 8,
                IsRuled = true,
                SizeSpread = 0.3,
                TouchChance = 0.05,
                LineDistance = 2,
            }
        ),
    ];
}
