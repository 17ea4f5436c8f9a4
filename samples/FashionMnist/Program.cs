using System.Diagnostics;
using System.Globalization;
using GenNet;
using Samples.FashionMnist;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = System.Text.Encoding.UTF8;
Options options;
Device device;
FashionImages train, test;
try
{
    options = Options.Parse(args);
    device = options.Open();
    train = FashionImages.Read(options.Data, "train", options.Images);
    test = FashionImages.Read(options.Data, "t10k", Math.Max(1, options.Images / 6));
}
catch (FormatException error)
{
    Console.Error.WriteLine($"{error.Message}\n{Options.Usage}");
    return 2;
}
catch (Exception error) when (error is IOException or InvalidDataException or PlatformNotSupportedException or ArgumentException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
Console.WriteLine($"On {device}\n");

using var net = new ResNet20(seed: 1, device);
net.Summary();
var steps = options.Epochs * ((train.Count + options.Batch - 1) / options.Batch);
var optimizer = new SGD(new CosineDecay(initialLearningRate: 0.1, decaySteps: steps), momentum: 0.9, nesterov: true);

// On a GPU the kernels are compiled now, and the first step doesn't wait for them.
var watch = Stopwatch.StartNew();
net.Warmup(options.Batch, optimizer, Loss.SparseCategoricalCrossentropy);
Console.WriteLine($"\nWarm after {watch.Elapsed.TotalSeconds:F1} s");

watch.Restart();
using (var trainer = net.Trainer(optimizer, Loss.SparseCategoricalCrossentropy, Metric.Accuracy))
    trainer.Fit(train.Samples, options.Epochs, options.Batch, validation: test.Samples);
Console.WriteLine($"\n{steps} steps of {options.Batch} images in {watch.Elapsed.TotalSeconds:F1} s: {options.Epochs * (double)train.Count / watch.Elapsed.TotalSeconds:F0} images a second");

var correct = test.CountCorrect(net);
Console.WriteLine($"{correct} of {test.Count} test images right ({100.0 * correct / test.Count:F2} %)");

// What a GPU has trained, the CPU serves.
var file = Path.Combine(Path.GetTempPath(), $"fashion-{Environment.ProcessId}.weights.h5");
net.SaveWeights(file);
using var served = ResNet20.FromWeights(file);
Console.WriteLine($"Loaded from {new FileInfo(file).Length:N0} bytes on {served.Device}: {test.CountCorrect(served)} right");
File.Delete(file);
return 0;
