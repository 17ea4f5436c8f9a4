using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A choice between two values by a condition; either may be a number.</summary>
internal struct ChosenValues : IGpuKernel<ChosenValues>
{
    public RepeatedValues<byte> Condition;
    public RepeatedValues<float> First;
    public RepeatedValues<float> Second;
    public ArrayView<float> Output;
    public float FirstNumber;
    public float SecondNumber;
    public int FirstIsNumber;
    public int SecondIsNumber;
    public int RowSize;
    public long Count;

    public static void Run(ChosenValues kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            var inRow = (int)(i - (row * kernel.RowSize));
            if (RepeatedValues<byte>.At(kernel.Condition, row, inRow) != 0)
                kernel.Output[i] = kernel.FirstIsNumber != 0 ? kernel.FirstNumber : RepeatedValues<float>.At(kernel.First, row, inRow);
            else
                kernel.Output[i] = kernel.SecondIsNumber != 0 ? kernel.SecondNumber : RepeatedValues<float>.At(kernel.Second, row, inRow);
        }
    }
}

/// <summary>A gradient in the result's shape, kept where a condition is as it must be for the value, else 0.</summary>
internal struct ChosenGradients : IGpuKernel<ChosenGradients>
{
    public RepeatedValues<byte> Condition;
    public ArrayView<float> OutputGradient;
    public ArrayView<float> Result;

    /// <summary>1 where the value is taken if the condition holds, else 0.</summary>
    public int IsFirst;

    public int RowSize;
    public long Count;

    public static void Run(ChosenGradients kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.RowSize;
            var holds = RepeatedValues<byte>.At(kernel.Condition, row, (int)(i - (row * kernel.RowSize))) != 0 ? 1 : 0;
            kernel.Result[i] = holds == kernel.IsFirst ? kernel.OutputGradient[i] : 0f;
        }
    }
}

/// <summary>Whether a condition doesn't hold.</summary>
internal struct NegatedConditions : IGpuKernel<NegatedConditions>
{
    public ArrayView<byte> Input;
    public ArrayView<byte> Output;
    public long Count;

    public static void Run(NegatedConditions kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
            kernel.Output[i] = kernel.Input[i] == 0 ? (byte)1 : (byte)0;
    }
}

/// <summary>Vectors that are 1 at the place that a whole number says, and 0 elsewhere.</summary>
internal struct OneHotVectors : IGpuKernel<OneHotVectors>
{
    public ArrayView<int> Input;
    public ArrayView<float> Output;
    public int Words;
    public int Classes;
    public int Inner;
    public long Count;

    public static void Run(OneHotVectors kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var line = i / kernel.Inner;
            var outer = line / kernel.Classes;
            var id = WholeNumbers.At(kernel.Input, (outer * kernel.Inner) + i - (line * kernel.Inner), kernel.Words);
            kernel.Output[i] = id == line - (outer * kernel.Classes) ? 1f : 0f;
        }
    }
}

/// <summary>Matrices with 0 on one side of a diagonal.</summary>
internal struct Triangles : IGpuKernel<Triangles>
{
    public ArrayView<float> Input;
    public ArrayView<float> Output;
    public int Rows;
    public int Columns;
    public int IsUpper;
    public int Diagonal;
    public long Count;

    public static void Run(Triangles kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var line = i / kernel.Columns;
            var column = (int)(i - (line * kernel.Columns));
            var diagonal = (int)(line % kernel.Rows) + kernel.Diagonal;
            var isKept = kernel.IsUpper != 0 ? column >= diagonal : column <= diagonal;
            kernel.Output[i] = isKept ? kernel.Input[i] : 0f;
        }
    }
}
