using System.Globalization;
using GenNet;

namespace Samples.FashionMnist;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    public const string Usage =
        "usage: FashionMnist [--device cpu|gpu|gpu:1] [--precision float32|tf32|bfloat16|float16] [--data FOLDER] [--epochs 10] [--batch 128] [--images 60000]";

    public string DeviceName { get; private init; } = "cpu";

    public GpuPrecision Precision { get; private init; }

    public string Data { get; private init; } = "/usr/share/datasets/fashion-mnist";

    public int Epochs { get; private init; } = 10;

    public int Batch { get; private init; } = 128;

    /// <summary>Images to train with; a sixth as many test it.</summary>
    public int Images { get; private init; } = 60_000;

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">They are none; the message says which.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        while (!arguments.IsEmpty)
        {
            options = arguments switch
            {
                ["--device", var device, ..] => options with { DeviceName = device },
                ["--precision", var precision, ..] when Enum.TryParse<GpuPrecision>(precision, ignoreCase: true, out var known) => options with { Precision = known },
                ["--data", var folder, ..] => options with { Data = folder },
                ["--epochs", var number, ..] when IsCount(number, out var count) => options with { Epochs = count },
                ["--batch", var number, ..] when IsCount(number, out var count) => options with { Batch = count },
                ["--images", var number, ..] when IsCount(number, out var count) => options with { Images = count },
                _ => throw new FormatException($"'{string.Join(' ', arguments[..Math.Min(2, arguments.Length)])}' is not understood."),
            };
            arguments = arguments[2..];
        }
        return options;
    }

    /// <summary>The device that they name.</summary>
    public Device Open() => DeviceName.Split(':') switch
    {
        ["gpu"] => Device.Gpu(new GpuOptions { Precision = Precision }),
        ["gpu", var index] when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Device.Gpu(new GpuOptions { Precision = Precision }, number),
        _ => Device.Named(DeviceName),
    };

    private static bool IsCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
}
