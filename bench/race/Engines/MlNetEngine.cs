using System.Reflection;
using Limpid.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Limpid.Race.Engines;

/// <summary>
/// ML.NET. It has no multilayer networks: its nearest is softmax regression, 784-10 (model s), by stochastic dual
/// coordinate ascent. It cannot take our weights, so
/// it trains its own before the race, on fewer images, for a prediction's time does not depend on how good it is.
/// </summary>
internal sealed class MlNetEngine(RaceWorkplace workplace) : Engine(workplace)
{
    private const int TrainingPictures = 6000,
        Passes = 5,
        Pixels = 784;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.15);
    private readonly MLContext _ml = new(seed: 1);
    private readonly Dictionary<string, List<MlNetPicture>> _pictures = [];
    private ITransformer? _model;
    private PredictionEngine<MlNetPicture, Seen>? _predictor;

    protected override string Version =>
        typeof(MLContext).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version;

    protected override EngineReply Do(Job job, bool isWarmUp)
    {
        if (job is not PredictJob { Model: "s" } predict)
            return NoSuchThing("it has no multilayer network");
        _model ??= Train();
        List<MlNetPicture> pictures = Pictures(predict);
        return predict.IsMany ? PredictMany(_model, pictures) : PredictOne(_model, pictures);
    }

    private EngineReply.Done PredictOne(ITransformer model, List<MlNetPicture> pictures)
    {
        PredictionEngine<MlNetPicture, Seen> predictor = _predictor ??= _ml.Model.CreatePredictionEngine<
            MlNetPicture,
            Seen
        >(model);
        var seen = new Seen();
        var classes = new char[pictures.Count];
        double seconds = Time(Least, () =>
        {
            for (int i = 0; i < classes.Length; i++)
            {
                predictor.Predict(pictures[i], ref seen);
                classes[i] = (char)('0' + seen.Class);
            }
        });
        return new(seconds / classes.Length, new string(classes));
    }

    private EngineReply.Done PredictMany(ITransformer model, List<MlNetPicture> pictures)
    {
        IDataView view = _ml.Data.LoadFromEnumerable(pictures);
        uint[] classes = [];
        double seconds = Time(Least, () =>
            classes = [
                .. _ml
                    .Data.CreateEnumerable<Seen>(model.Transform(view), reuseRowObject: true)
                    .Select(seen => seen.Class),
            ]
        );
        return new(seconds / classes.Length, string.Concat(classes.Select(k => (char)('0' + k))));
    }

    private ITransformer Train() =>
        _ml
            .Transforms.Conversion.MapValueToKey(nameof(MlNetPicture.Label))
            .Append(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: Passes))
            .Append(_ml.Transforms.Conversion.MapKeyToValue(nameof(Seen.Class), "PredictedLabel"))
            .Fit(_ml.Data.LoadFromEnumerable(Load(Workplace.Read(RaceWorkplace.Training), TrainingPictures)));

    private List<MlNetPicture> Pictures(PredictJob job)
    {
        if (_pictures.TryGetValue(job.Pictures, out List<MlNetPicture>? kept))
            return kept;
        Dataset data = Workplace.Read(job);
        return _pictures[job.Pictures] = Load(data, data.Count);
    }

    private static List<MlNetPicture> Load(Dataset data, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new MlNetPicture
                {
                    Features = Array.ConvertAll(data.Picture(i).ToArray(), pixel => pixel / 255f),
                    Label = data.Labels[i],
                }),
        ];

    private sealed class MlNetPicture
    {
        [VectorType(Pixels)]
        public float[] Features { get; set; } = [];

        public uint Label { get; set; }
    }

    private sealed class Seen
    {
        public uint Class { get; set; }

        public float[] Score { get; set; } = [];
    }
}
