namespace PageReadingBench;

/// <summary>The conditions under which single digits are measured, and the empty canvases that must stay
/// empty.</summary>
internal static class CanvasKinds
{
    public static IReadOnlyList<(string Name, CanvasStyle Style)> All { get; } =
    [
        ("in the middle, 60 % of the canvas", new() { IsCentered = true }),
        ("anywhere", new()),
        ("3 % of the canvas", new() { Canvas = (1000, 1000), Size = (0.03, 0.03) }),
        ("10 % of the canvas", new() { Size = (0.1, 0.1) }),
        ("100 % of the canvas", new() { Size = (1, 1) }),
        ("light on dark", new() { IsLightOnDark = true }),
        ("hairline: a pen of 1/200", new() { Pen = (0.005, 0.005) }),
        ("thin pen: 1/50", new() { Pen = (0.02, 0.02) }),
        ("thick pen: 1/5", new() { Pen = (0.2, 0.2) }),
        ("pale ink", new() { Ink = 0.15 }),
        ("light falling off by 60 %", new() { Shade = 0.6 }),
        ("noise of 8 levels", new() { Noise = 8 }),
        ("noise of 25 levels", new() { Noise = 25 }),
        ("small, 12 %, noise of 15", new() { Size = (0.12, 0.12), Noise = 15 }),
        ("hairline, noise of 8", new() { Pen = (0.01, 0.01), Noise = 8 }),
        ("ruled", new() { Rules = 0.12 }),
        ("squared", new() { Rules = 0.07, IsSquared = true }),
        ("slant of 8 degrees", new() { Slant = 8 }),
        (
            "all: any size and pen, shade of 40 %, noise of 8, ruled, slant",
            new()
            {
                Size = (0.3, 0.9),
                Pen = (0.03, 0.15),
                Shade = 0.4,
                Noise = 8,
                Rules = 0.15,
                Slant = 8,
            }
        ),
    ];

    public static IReadOnlyList<(string Name, CanvasStyle Style)> Empty { get; } =
    [
        ("clean", new()),
        ("noise of 3 levels", new() { Noise = 3 }),
        ("noise of 8 levels", new() { Noise = 8 }),
        ("noise of 25 levels", new() { Noise = 25 }),
        ("noise of 25 levels, 60x60", new() { Noise = 25, Canvas = (60, 60) }),
        ("noise of 8 levels, a megapixel", new() { Noise = 8, Canvas = (1000, 1000) }),
        ("light falling off by 60 %", new() { Shade = 0.6 }),
        ("light falling off by 60 %, noise of 12", new() { Shade = 0.6, Noise = 12 }),
        ("ruled", new() { Rules = 0.12 }),
        (
            "squared, noise of 5",
            new()
            {
                Rules = 0.07,
                IsSquared = true,
                Noise = 5,
            }
        ),
    ];
}
