namespace Limpid.Race.Tests;

public class ModelsTests
{
    /// <summary>Multiply-adds forward, and those of all layers but the first: 2 · (2 · forward + later), counted by
    /// hand.</summary>
    [Theory]
    [InlineData("a", 12_544 + 256 + 160, 256 + 160)]
    [InlineData("b", 100_352 + 8_192 + 640, 8_192 + 640)]
    [InlineData("c", 627_200 + 8_000, 8_000)]
    [InlineData(
        "d",
        28 * 28 * 25 * 6 + 10 * 10 * 25 * 6 * 16 + 48_000 + 10_080 + 840,
        10 * 10 * 25 * 6 * 16 + 48_000 + 10_080 + 840
    )]
    public void A_models_arithmetic_is_counted_from_its_layers(string model, int forward, int later) =>
        Assert.Equal(2.0 * (2 * forward + later), RaceModel.All[model].TrainingFlop);
}
