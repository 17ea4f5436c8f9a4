using System.Text;
using GenNet.Specs;
using GenNet.Weights;
using GenNet.Weights.Npz;

namespace GenNet.Tests.Weights.Npz;

/// <summary>Headers of NumPy's arrays: a literal of Python's, read as that.</summary>
public class NpyHeaderTests
{
    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (12, 16), }", "float32", false, new long[] { 12, 16 })]
    [InlineData("{'shape':(3,),\"descr\":\"|b1\",'fortran_order':True}", "bool", true, new long[] { 3 })]
    [InlineData("{'descr': '>i8', 'fortran_order': False, 'shape': ()}", "big-endian int64", false, new long[0])]
    [InlineData("{'descr': 'float16', 'fortran_order': False, 'shape': (4L, 3L)}", "float16", false, new long[] { 4, 3 })]
    [InlineData("{'descr': '<V2', 'fortran_order': False, 'shape': (0, 2)}  \n", "bfloat16", false, new long[] { 0, 2 })]
    [InlineData("{'descr': '<U5', 'fortran_order': False, 'shape': (2,)}", "text (<U5)", false, new long[] { 2 })]
    public void Read_OfADescription_HasTypeOrderAndShape(string text, string type, bool isFortranOrder, long[] shape)
    {
        var header = Read(text);
        Assert.Equal((type, isFortranOrder), (header.Type.Name, header.IsFortranOrder));
        Assert.Equal(shape, header.Dimensions);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (12)}", "the shape is a number")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (12,)}", "neither True nor False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "no shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}", "a key \"x\"")]
    [InlineData("{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}", "descr twice")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}", "whole numbers from 0 on")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} ()", "something follows")]
    [InlineData("{'descr': '<f3', 'fortran_order': False, 'shape': (1,)}", "which NumPy doesn't have")]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", "numpy.savez(path, **weights)")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", "structures of several fields")]
    [InlineData("", "a '{' is missing")]
    public void Read_OfAnythingElse_SaysWhatIsWrong(string text, string problem) => Assert.Contains(problem, Assert.Throws<WeightFileException>(() => Read(text)).Message);

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 5 })]
    [InlineData(new[] { 3, 3, 64, 128 })]
    public void Write_IsReadAgain(int[] shape)
    {
        var bytes = NpyHeader.Write(StoredType.Float64, TensorShape.Of(shape));
        Assert.Equal(0, bytes.Length % 64);
        var header = NpyHeader.Read(bytes, "x.npy", "array");
        Assert.Equal((bytes.Length, StoredType.Float64, false), ((int)header.Length, header.Type.Stored, header.IsFortranOrder));
        Assert.Equal(shape.Select(static size => (long)size), header.Dimensions);
    }

    private static NpyHeader Read(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        return NpyHeader.Read([.. NpyHeader.Magic, 1, 0, (byte)bytes.Length, (byte)(bytes.Length >> 8), .. bytes], "x.npy", "array");
    }
}
