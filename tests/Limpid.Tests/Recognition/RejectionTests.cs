using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Layers;
using Limpid.Numerics;
using Limpid.Recognition;
using Limpid.Tests.Training;
using Limpid.Training;

namespace Limpid.Tests.Recognition;

public class RejectionTests
{
    private static readonly Trainer Trained = TrainingTests.Train(TrainingTests.Small(), 1);
    private static readonly Dataset Digits = SyntheticDigits.Draw(1200, seed: 3),
        Test = SyntheticDigits.Draw(500, seed: 4);
    private static readonly TrainingData Data = new(Digits, Trained.Recipe with { Validation = 500 });
    private static readonly Lazy<Model> Fitted = new(Fit);

    [Fact]
    public void The_judge_is_the_same_to_the_bit_on_any_number_of_threads() => Assert.Equal(Judge(1), Judge(3));

    [Fact]
    public void The_wanted_share_of_validation_digits_is_refused_and_no_more()
    {
        using var workers = new Workers(2);
        RejectionRates refused = RejectionRates.Of(new Recognizer(Fitted.Value), Digits, Data.Validation, workers);
        Assert.Equal((500, 2, 1), (refused.Count, refused.NotADigit, refused.Unsure));
        Assert.Equal(0.006, refused.Rate);
    }

    [Fact]
    public void Blank_paper_and_most_noise_are_no_digits_and_most_new_digits_are()
    {
        using var workers = new Workers(2);
        var recognizer = new Recognizer(Fitted.Value);
        RejectionRates[] strangers =
        [
            .. NonDigits.Draw(88, seed: 2).Select(kind => RejectionRates.Of(recognizer, kind, workers)),
        ];
        Assert.Equal(1, strangers[0].Rate);
        Assert.InRange(strangers[1].Rate, 0.99, 1);
        Assert.InRange(strangers[2].Rate, 0.98, 1);
        RejectionRates digits = RejectionRates.Of(recognizer, Test, workers);
        Assert.InRange(digits.Rate, 0, 0.06);
        Assert.InRange(strangers[3].Rate, 2 * digits.Rate, 1);
    }

    [Fact]
    public void A_model_without_a_rule_always_answers()
    {
        using var workers = new Workers(2);
        var recognizer = new Recognizer(Fitted.Value with { Rejection = null });
        Assert.All(NonDigits.Draw(20, seed: 2), kind =>
            Assert.Equal(0, RejectionRates.Of(recognizer, kind, workers).Rate)
        );
    }

    [Fact]
    public void Unsure_names_the_two_likeliest_classes()
    {
        var recognizer = new Recognizer(With(least: double.MinValue, confidence: 1.1));
        var p = new float[10];
        for (int i = 0; i < 50; i++)
        {
            Prediction read = recognizer.Predict(Test.Picture(i), p);
            Assert.Equal((Answer.Unsure, p.Max()), (read.Answer, read.Confidence));
            Assert.Equal(p.Order().TakeLast(2), [p[read.RunnerUp], p[read.Class]]);
            Assert.NotEqual(read.Class, read.RunnerUp);
        }
    }

    [Fact]
    public void The_rule_survives_the_file()
    {
        var file = new MemoryStream();
        ModelFile.Write(file, Fitted.Value);
        file.Position = 0;
        Recognizer read = Recognizer.Load(file),
            own = new(Fitted.Value);
        for (int i = 0; i < 100; i++)
            Assert.Equal(own.Predict(Test.Picture(i)), read.Predict(Test.Picture(i)));
        Assert.Equal(Fitted.Value.Rejection!.MinDigitScore, read.Model.Rejection!.MinDigitScore);
        Assert.Equal(Fitted.Value.Rejection.DigitDetector.Sha256(), read.Model.Rejection.DigitDetector.Sha256());
    }

    [Fact]
    public void A_prediction_with_a_rule_allocates_nothing()
    {
        var recognizer = new Recognizer(Fitted.Value);
        var p = new float[10];
        recognizer.Predict(Test.Picture(0), p);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            recognizer.Predict(Test.Picture(i), p);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Where_nothing_can_be_known_of_non_digits_there_is_no_rule()
    {
        using var one = new Workers(1);
        Dataset clothes = new(
            "clothes",
            Digits.Item,
            Enumerable.Range(0, 100).SelectMany(i => Digits.Picture(i).ToArray()).ToArray(),
            Digits.Labels[..100].ToArray(),
            ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
        );
        var others = new TrainingData(clothes, Trained.Recipe with { Validation = 20 });
        var none = new TrainingData(Digits, Trained.Recipe with { Validation = 0 });
        Assert.Null(Rejection.Fit(Validated(Trained.Result(), others, one), 1, others, one));
        Assert.Null(Rejection.Fit(Validated(Trained.Result(), none, one), 1, none, one));
        Assert.Equal(
            Fault.Mismatch,
            Assert
                .Throws<LimpidException>(() => Rejection.TrainDigitDetector(others, 1, 1, one, TimeProvider.System))
                .Fault
        );
    }

    [Theory]
    [InlineData(28, 3)]
    [InlineData(20, 2)]
    public void A_file_whose_judge_does_not_fit_is_refused(int side, int classes)
    {
        Model misfit = With(0, 0.5, side, classes);
        var file = new MemoryStream();
        ModelFile.Write(file, misfit);
        file.Position = 0;
        Assert.Equal(Fault.InvalidData, Assert.Throws<LimpidException>(() => ModelFile.Read(file)).Fault);
    }

    private static Model With(double least, double confidence, int side = 28, int classes = 2) =>
        new()
        {
            Network = Trained.Result(),
            ClassNames = SyntheticDigits.ClassNames,
            Rejection = new()
            {
                DigitDetector = new(Architecture.Plain(new Shape(1, side, side), [classes], new Relu(), new Softmax())),
                MinDigitScore = least,
                MinConfidence = confidence,
            },
        };

    private static string Judge(int threads)
    {
        using var workers = new Workers(threads);
        return Rejection.TrainDigitDetector(Data, epochs: 2, seed: 5, workers, TimeProvider.System).Network.Sha256();
    }

    private static Model Fit()
    {
        using var workers = new Workers(1);
        Network network = Trained.Result();
        return new()
        {
            Network = network,
            ClassNames = SyntheticDigits.ClassNames,
            Rejection = Rejection.Fit(Validated(network, Data, workers), 1, Data, workers),
        };
    }

    private static Predictions Validated(Network network, TrainingData data, Workers workers) =>
        new Evaluator(network, workers).Run(data.Samples, data.Validation);
}
