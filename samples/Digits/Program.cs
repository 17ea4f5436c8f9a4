using System.Globalization;
using GenNet;
using Samples.Digits;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = System.Text.Encoding.UTF8;
// dotnet run -c Release --project samples/Digits -- --device gpu
if (args is ["--device", var device])
{
    try
    {
        Device.Default = Device.Named(device);
    }
    catch (Exception error) when (error is PlatformNotSupportedException or ArgumentException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
}
else if (args.Length > 0)
{
    Console.Error.WriteLine("usage: Digits [--device cpu|gpu]");
    return 2;
}
Console.WriteLine($"On {Device.Default}\n");
var folder = Path.Combine(AppContext.BaseDirectory, "data");
var train = DigitData.Read(Path.Combine(folder, "data.safetensors"), "train");
var test = DigitData.Read(Path.Combine(folder, "data.safetensors"), "test");

using var net = new DigitNet(seed: 1);
net.Summary();

const int Epochs = 30;
var schedule = new CosineDecay(initialLearningRate: 3e-3, decaySteps: Epochs * Math.Ceiling(train.Count / 32.0));
using (var trainer = net.Trainer(new Adam(schedule), Loss.SparseCategoricalCrossentropy, Metric.Accuracy))
    trainer.Fit(train.Samples, Epochs, validation: test.Samples);

var trained = test.CountCorrect(net);
Console.WriteLine($"\nTrained here: {trained} of {test.Count} test images right ({100.0 * trained / test.Count:F1} %).");
Check(trained >= 0.96 * test.Count, "at least 96 % of the test images are right");

var saved = Path.Combine(Path.GetTempPath(), $"digits-{Environment.ProcessId}.weights.h5");
net.SaveWeights(saved);
using (var copy = DigitNet.FromWeights(saved))
    Check(test.Predict(copy).SequenceEqual(test.Predict(net)), $"a fresh model loaded from {new FileInfo(saved).Length:N0} bytes predicts the same, bit for bit");
File.Delete(saved);

using var keras = new DigitNet();
Console.WriteLine();
Console.WriteLine(keras.LoadWeights(Path.Combine(folder, "keras.weights.h5")));
var correct = test.CountCorrect(keras);
Console.WriteLine($"Trained by Keras: {correct} of {test.Count} test images right.");
Check(correct == 351, "as many as Keras counted");
var difference = test.LargestDifference(test.Predict(keras), Path.Combine(folder, "predictions.safetensors"));
Check(difference <= 1e-5, $"every probability is Keras' own within 1e-5 (largest difference {difference:E1})");
return Environment.ExitCode;

static void Check(bool holds, string what)
{
    Console.WriteLine($"{(holds ? "ok  " : "FAIL")} {what}");
    if (!holds)
        Environment.ExitCode = 1;
}
