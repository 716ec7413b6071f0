using Limpid.Data;
using Limpid.Datasets;
using Limpid.Files;
using Limpid.Runs;

namespace Limpid.Onnx.Tests;

/// <summary>ONNX Runtime as judge: the models that come with Limpid, on MNIST's test digits where they are on this
/// disk, else on drawn ones.</summary>
public class PretrainedTests
{
    public static TheoryData<string> Names => [.. PretrainedModels.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task A_model_that_comes_with_limpid_reads_every_digit_alike(string name) =>
        DigitReading.Agrees(Read(name), await DigitsAsync());

    [Theory, MemberData(nameof(Names))]
    public void One_digit_at_a_time_is_read_as_many_are(string name) =>
        DigitReading.Agrees(Read(name), SyntheticDigits.Draw(20, seed: 6), batch: 1);

    private static Model Read(string name)
    {
        using Stream file = PretrainedModels.Open(name);
        return ModelFile.Read(file, name);
    }

    private static async Task<Dataset> DigitsAsync()
    {
        try
        {
            return (
                await DatasetSource.Parse("mnist").LoadAsync(DataSearch.FromEnvironment() with { Offline = true })
            ).Test!;
        }
        catch (LimpidException)
        {
            return SyntheticDigits.Draw(2_000, seed: 2);
        }
    }
}
