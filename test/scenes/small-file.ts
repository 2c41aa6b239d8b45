/** The smallest house file that has everything: one room of 4 x 4 m, a front door, a table with a mug. */
export function smallFile() {
  return {
    rooms: [
      {
        id: 'room|2',
        roomType: 'Kitchen',
        floorMaterial: { name: 'GreyFloor' },
        floorPolygon: [point(0, 0, 0), point(0, 0, 4), point(4, 0, 4), point(4, 0, 0)],
      },
    ],
    walls: [
      wall('wall|2|0.00|0.00|0.00|4.00', [0, 0], [0, 4]),
      wall('wall|2|0.00|4.00|4.00|4.00', [0, 4], [4, 4]),
      wall('wall|2|4.00|0.00|4.00|4.00', [4, 4], [4, 0]),
      wall('wall|2|0.00|0.00|4.00|0.00', [4, 0], [0, 0]),
      // Outer faces run the other way and have their upper pair first.
      {
        id: 'wall|exterior|0.00|4.00|4.00|4.00',
        roomId: 'exterior',
        material: { name: 'RedBrick' },
        polygon: [point(4, 2.5, 4), point(0, 2.5, 4), point(4, 0, 4), point(0, 0, 4)],
      },
    ],
    doors: [
      {
        id: 'door|1|2',
        assetId: 'Doorway_1',
        room0: 'room|2',
        room1: 'room|2',
        wall0: 'wall|2|0.00|4.00|4.00|4.00',
        wall1: 'wall|exterior|0.00|4.00|4.00|4.00',
        holePolygon: [point(0.5, 0, 0), point(1.5, 2, 0)],
        assetPosition: point(1, 1, 0),
        openable: false,
        openness: 0,
      },
    ],
    windows: [],
    objects: [
      {
        id: 'DiningTable|2|0',
        assetId: 'Dining_Table_16_1',
        position: point(1, 0.4, 3),
        rotation: point(0, 90, 0),
        kinematic: true,
        children: [
          {
            id: 'Mug|2|1',
            assetId: 'Mug_1',
            position: point(1.1, 0.9, 3.1),
            rotation: point(0, 0, 0),
            kinematic: false,
          },
        ],
      },
    ],
    proceduralParameters: {
      ceilingMaterial: { name: 'PureWhite' },
      lights: [
        { id: 'light_2', type: 'point', position: point(2, 2.3, 2), intensity: 0.45, rgb: { r: 1, g: 0.9, b: 0.8 } },
      ],
    },
    metadata: { schema: '1.0.0', roomSpecId: 'kitchen' },
  };
}

/** The same house in schema 0.0.1: bare material names, holes as bounding boxes, outer walls that name an inner room. */
export function oldFile() {
  const { rooms, walls, doors, proceduralParameters, metadata, ...rest } = smallFile();
  return {
    ...rest,
    rooms: rooms.map((room) => ({ ...room, floorMaterial: room.floorMaterial.name })),
    walls: walls.map((wall) => ({ ...wall, roomId: 'room|2', material: wall.material.name })),
    doors: doors.map(({ holePolygon: [min, max], assetPosition, ...door }) => ({
      ...door,
      boundingBox: { min, max },
      assetOffset: point(0, min.y, assetPosition.z),
    })),
    proceduralParameters: {
      ...proceduralParameters,
      ceilingMaterial: proceduralParameters.ceilingMaterial.name,
    },
    metadata: { ...metadata, schema: '0.0.1' },
  };
}

function point(x: number, y: number, z: number) {
  return { x, y, z };
}

function wall(id: string, [x0, z0]: readonly [number, number], [x1, z1]: readonly [number, number]) {
  const polygon = [point(x0, 0, z0), point(x1, 0, z1), point(x0, 2.5, z0), point(x1, 2.5, z1)];
  return { id, roomId: 'room|2', material: { name: 'PureWhite' }, polygon };
}
