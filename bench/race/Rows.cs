namespace Limpid.Race;

/// <summary>THE TABLE of rows, with the bars that Limpid has set itself. To add one: one line here.</summary>
internal static class Rows
{
    private const string Digits = PredictJob.Digits,
        Noise = PredictJob.Noise;

    public static IReadOnlyList<RaceRow> All { get; } =
    [
        RaceRow.Train("a", 10, [1], bar: 0.7),
        RaceRow.Train("a", 32, [1, 2], bar: 0.6),
        RaceRow.Train("a", 128, [1, 2], bar: 0.6),
        RaceRow.Train("b", 128, [1], bar: 1.0),
        RaceRow.Train("b", 128, [2], bar: 0.6),
        RaceRow.Train("c", 128, [1], bar: 1.0),
        RaceRow.Train("c", 128, [2], bar: 1.0),
        RaceRow.Train("d", 128, [1], bar: 0.40, leastOfPeak: 0.45),
        RaceRow.Train("d", 128, [2], bar: 0.35, leastOfPeak: 0.45),
        RaceRow.Recipe("97", threads: 2, accuracy: 0.97, bar: 0.5),
        RaceRow.Recipe("99", threads: 2, accuracy: 0.99, bar: 0.3, most: 8),
        RaceRow.One("a", Digits, bar: 0.3),
        RaceRow.One("a", Noise),
        RaceRow.One("b", Digits, bar: 0.6),
        RaceRow.One("b", Noise),
        RaceRow.One("c", Digits, bar: 0.6),
        RaceRow.One("c", Noise),
        RaceRow.One("d", Digits, bar: 0.7),
        RaceRow.One("d", Noise),
        RaceRow.One("s", Digits),
        RaceRow.Many("a", Digits, 1, bar: 1.3),
        RaceRow.Many("a", Digits, 2, bar: 1.3),
        RaceRow.Many("a", Noise, 1),
        RaceRow.Many("a", Noise, 2),
        RaceRow.Many("b", Digits, 1, bar: 1.2),
        RaceRow.Many("b", Digits, 2, bar: 1.2),
        RaceRow.Many("b", Noise, 1),
        RaceRow.Many("b", Noise, 2),
        RaceRow.Many("c", Digits, 1, bar: 1.5),
        RaceRow.Many("c", Digits, 2, bar: 1.5),
        RaceRow.Many("c", Noise, 1),
        RaceRow.Many("c", Noise, 2),
        RaceRow.Many("d", Digits, 1, bar: 1.6),
        RaceRow.Many("d", Digits, 2, bar: 1.6),
        RaceRow.Many("d", Noise, 1),
        RaceRow.Many("d", Noise, 2),
        RaceRow.Many("s", Digits, 1),
        RaceRow.Product(512, 1, bar: 0.85),
        RaceRow.Product(512, 2, bar: 0.85),
        RaceRow.Product(1024, 1, bar: 0.85),
        RaceRow.Product(1024, 2, bar: 0.85),
        RaceRow.Product(2048, 1, bar: 0.85),
        RaceRow.Product(2048, 2, bar: 0.85),
        RaceRow.Start("b", bar: 0.25),
    ];
}
