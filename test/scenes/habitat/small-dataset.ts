/** An episode file with one episode of each kind that there is: ObjectNav v1 and v0, PointNav, InstanceImageNav. */
export function smallDataset() {
  const start = { scene_id: 'home/small.glb', start_position: [0, 0.1, 1], start_rotation: [0, 1, 0, 0] };
  const view = { agent_state: { position: [1, 0.1, 0.6], rotation: [0, 0, 0, 1] }, iou: 0.5 };
  const chair = { position: [1, 0.5, 0], radius: null, object_id: 4, object_category: 'chair', view_points: [view] };
  const image = { position: [1, 1, 0.6], rotation: [0, 0, 0, 1], hfov: 79, image_dimensions: [512, 512] };
  const common = { info: { geodesic_distance: 1.5 }, start_room: null, shortest_paths: null };
  return {
    goals_by_category: { 'small.glb_chair': [chair] },
    goals: { 'small.glb_4': { ...chair, image_goals: [image] } },
    episodes: [
      { episode_id: '0', ...start, ...common, goals: [], object_category: 'chair' },
      { episode_id: '1', ...start, ...common, goals: [chair] },
      { episode_id: '2', ...start, ...common, goals: [{ position: [2, 0.1, 1], radius: 0.2 }] },
      { episode_id: '3', ...start, ...common, goals: [], goal_object_id: '4', goal_image_id: 0 },
    ],
    category_to_task_category_id: { chair: 0 },
  };
}
