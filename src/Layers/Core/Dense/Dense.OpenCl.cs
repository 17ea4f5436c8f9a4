using GenNet.Devices.OpenCl;

namespace GenNet.Layers;

/// <summary>Dense on OpenCL devices: a tiled matrix product with bias and activation, then a second kernel where the activation needs a whole row.</summary>
public static class DenseOpenCl<TShape>
    where TShape : struct, IDenseShape
{
    /// <summary>activation(input · kernel + bias), enqueued.</summary>
    public static void Forward(
        in OpenClPass pass, DeviceTensorRef input, DeviceTensorRef kernel, DeviceTensorRef output, DeviceTensorRef bias = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        if (rows == 0)
            return;
        var kernels = OpenClProgram<Source, TShape>.On(pass.Device);
        kernels[0].Begin()
            .With(input).With(kernel).With(bias.IsNone ? kernel : bias).With(output).With(rows).With(bias.IsNone ? 0 : 1)
            .Run(TShape.Units, rows, Source.Tile, Source.Tile);
        if (TShape.Activation is Activation.Softmax or Activation.LogSoftmax)
            kernels[1].Begin().With(output).With(rows).Run(rows, 1, 1, 1);
    }

    private readonly struct Source : IOpenClLayer
    {
        public const int Tile = 16;

        public static string SourceFile => "Dense.cl";

        public static string Options =>
            $"-D FEATURES={TShape.Features} -D UNITS={TShape.Units} -D TILE={Tile} -D ACTIVATION={(int)TShape.Activation}";

        public static IReadOnlyList<string> KernelNames => ["dense", "normalize_rows"];
    }
}
