using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Tests.Training;

namespace Limpid.Tests.Recognition;

public class RecognizerTests
{
    private static readonly Network Network = TrainingTests.Train(TrainingTests.Small(), 1).Result();
    private static readonly Dataset Digits = SyntheticDigits.Draw(200, seed: 8);

    [Fact]
    public void It_answers_what_the_evaluator_finds()
    {
        Recognizer recognizer = Load(1.7);
        using var workers = new Workers(2);
        Predictions answers = new Evaluator(Network, workers).Run(Digits);
        float[] p = new float[10];
        double[] expected = new double[10];
        for (int i = 0; i < Digits.Count; i++)
        {
            Prediction prediction = recognizer.Predict(Digits.Picture(i), p);
            answers.Probabilities(i, 1.7, expected);
            Assert.Equal(answers.Predicted(i), prediction.Class);
            Assert.Equal(p[prediction.Class], prediction.Confidence);
            for (int k = 0; k < 10; k++)
                Assert.Equal(expected[k], p[k], 1e-7);
            Assert.Equal(1, p.Sum(), 1e-5f);
        }
    }

    [Fact]
    public void Likeness_and_a_pass_of_ones_own_give_what_predict_gives()
    {
        Recognizer recognizer = Load(1.7);
        using var workers = new Workers(1);
        Predictions answers = new Evaluator(Network, workers).Run(Digits);
        float[] own = new float[10],
            p = new float[10];
        for (int i = 0; i < Digits.Count; i++)
        {
            Prediction expected = recognizer.Predict(Digits.Picture(i), p);
            Assert.Equal(expected, recognizer.Read(answers.Scores[i], recognizer.DigitScore(Digits.Picture(i)), own));
            Assert.Equal(p, own);
        }
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        Recognizer recognizer = Load(1);
        Prediction[] alone = [.. Enumerable.Range(0, Digits.Count).Select(i => recognizer.Predict(Digits.Picture(i)))],
            together = new Prediction[Digits.Count];
        for (int round = 0; round < 5; round++)
        {
            Parallel.For(0, Digits.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
                together[i] = recognizer.Predict(Digits.Picture(i))
            );
            Assert.Equal(alone, together);
        }
    }

    [Fact]
    public void A_prediction_allocates_nothing()
    {
        var p = new float[10];
        foreach (Recognizer recognizer in new[] { Load(1), Load(1, new Network(TrainingTests.Pictures)) })
        {
            recognizer.Predict(Digits.Picture(0), p);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                recognizer.Predict(Digits.Picture(i), p);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void A_picture_of_another_size_is_refused() =>
        Assert.Equal(Fault.Mismatch, Assert.Throws<LimpidException>(() => Load(1).Predict(new byte[100])).Fault);

    private static Recognizer Load(double temperature, Network? network = null)
    {
        var file = new MemoryStream();
        ModelFile.Write(
            file,
            new Model
            {
                Network = network ?? Network,
                ClassNames = SyntheticDigits.ClassNames,
                Temperature = temperature,
            }
        );
        file.Position = 0;
        return Recognizer.Load(file);
    }
}
