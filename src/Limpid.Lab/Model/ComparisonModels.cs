using Limpid.Evaluation;
using Limpid.Files;

namespace Limpid.Lab;

/// <summary>Models beside the desk's, to be compared.</summary>
public sealed class ComparisonModels
{
    private const int Slots = 2;
    private readonly LabDigits _digits;
    private readonly Workers _workers;
    private readonly (Model Model, Evaluator Evaluator)?[] _editable = new (Model, Evaluator)?[Slots];

    internal ComparisonModels(LabDigits digits, Workers workers) => (_digits, _workers) = (digits, workers);

    /// <summary>Lays a model on the shelf.</summary>
    /// <param name="slot">0 or 1.</param>
    /// <param name="file">A model file, whole.</param>
    /// <returns>A <see cref="NetworkCard"/>.</returns>
    public string Lay(int slot, ArraySegment<byte> file)
    {
        if (slot is < 0 or >= Slots)
            throw LimpidException.Usage($"The shelf has the places 0 to {Slots - 1}, but {slot} was asked for.");
        Model model = Read(file);
        _editable[slot] = (model, new(model.Network, _workers));
        return NetworkCards.Text(model);
    }

    /// <summary>Reads some of the test digits by a model of the shelf.</summary>
    /// <returns>For each its class and how sure it is of it.</returns>
    public byte[] Judge(int slot, int first, int count)
    {
        if (slot is < 0 or >= Slots || _editable[slot] is not var (model, evaluator))
            throw LimpidException.Usage($"Nothing lies on place {slot} of the shelf. Lay a model there first.");
        return BatchPredictions.Of(evaluator, model.Temperature, _digits.Of(LabDigits.Test), first, count);
    }

    /// <summary>A model file from outside.</summary>
    internal static Model Read(ArraySegment<byte> file) => ModelFile.Read(Stream(file), "the model file");

    internal static MemoryStream Stream(ArraySegment<byte> bytes) =>
        new(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
}
