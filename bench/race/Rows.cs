namespace Limpid.Race;

/// <summary>THE TABLE of rows, with the bars that Limpid has set itself. To add one: one line here.</summary>
internal static class Rows
{
    private const string Digits = PredictJob.Digits,
        Noise = PredictJob.Noise;

    public static IReadOnlyList<Row> All { get; } =
    [
        Row.Train("a", 10, [1], bar: 0.7),
        Row.Train("a", 32, [1, 2], bar: 0.6),
        Row.Train("a", 128, [1, 2], bar: 0.6),
        Row.Train("b", 128, [1], bar: 1.0),
        Row.Train("b", 128, [2], bar: 0.6),
        Row.Train("c", 128, [1], bar: 1.0),
        Row.Train("c", 128, [2], bar: 1.0),
        Row.Train("d", 128, [1], bar: 0.40, leastOfPeak: 0.45),
        Row.Train("d", 128, [2], bar: 0.35, leastOfPeak: 0.45),
        Row.Recipe("97", threads: 2, accuracy: 0.97, bar: 0.5),
        Row.Recipe("99", threads: 2, accuracy: 0.99, bar: 0.3, most: 8),
        Row.One("a", Digits, bar: 0.3),
        Row.One("a", Noise),
        Row.One("b", Digits, bar: 0.6),
        Row.One("b", Noise),
        Row.One("c", Digits, bar: 0.6),
        Row.One("c", Noise),
        Row.One("d", Digits, bar: 0.7),
        Row.One("d", Noise),
        Row.One("s", Digits),
        Row.Many("a", Digits, 1, bar: 1.3),
        Row.Many("a", Digits, 2, bar: 1.3),
        Row.Many("a", Noise, 1),
        Row.Many("a", Noise, 2),
        Row.Many("b", Digits, 1, bar: 1.2),
        Row.Many("b", Digits, 2, bar: 1.2),
        Row.Many("b", Noise, 1),
        Row.Many("b", Noise, 2),
        Row.Many("c", Digits, 1, bar: 1.5),
        Row.Many("c", Digits, 2, bar: 1.5),
        Row.Many("c", Noise, 1),
        Row.Many("c", Noise, 2),
        Row.Many("d", Digits, 1, bar: 1.6),
        Row.Many("d", Digits, 2, bar: 1.6),
        Row.Many("d", Noise, 1),
        Row.Many("d", Noise, 2),
        Row.Many("s", Digits, 1),
        Row.Product(512, 1, bar: 0.85),
        Row.Product(512, 2, bar: 0.85),
        Row.Product(1024, 1, bar: 0.85),
        Row.Product(1024, 2, bar: 0.85),
        Row.Product(2048, 1, bar: 0.85),
        Row.Product(2048, 2, bar: 0.85),
        Row.Start("b", bar: 0.25),
    ];
}
